// SPDX-License-Identifier: Apache-2.0

/// The JSON Schema (draft 2020-12) of a line of `keyward.inventory/1`, which `keyward schema inventory` prints.
package enum InventorySchema {
    /// The same text as docs/schemas/inventory-1.schema.json, with its last line feed.
    package static let text = #"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "urn:keyward:schema:inventory:1",
          "title": "keyward.inventory/1",
          "description": "One line of `keyward inventory -o json`: a credential file on this node or, where asked for, a watched directory. What is unknown is left out; readers must ignore keys they do not know.",
          "type": "object",
          "required": ["schema", "path", "protected"],
          "properties": {
            "schema": {"const": "keyward.inventory/1"},
            "path": {
              "type": "string",
              "description": "The host's path, as file.pathname of an alert gives it. Each path has one line, and they are sorted."
            },
            "path_raw": {
              "type": "string",
              "contentEncoding": "base64",
              "description": "The bytes of path, where the text had to differ from them."
            },
            "directory": {
              "type": "boolean",
              "description": "A directory: one that is watched, or one that could not be looked into. Absent for files."
            },
            "depth": {
              "type": "integer",
              "minimum": 1,
              "description": "Of a watched directory: levels below it in which credential files may be; 1 means in itself only."
            },
            "class": {
              "enum": ["private-key", "kubeconfig", "token", "certificate", "datastore"],
              "description": "What the file holds. With component, profile and allow on each line of a file that a profile knows."
            },
            "component": {"type": "string", "description": "Whose credential it is."},
            "profile": {"type": "string", "description": "The path profile that says so."},
            "protected": {
              "type": "boolean",
              "description": "`keyward run` would protect it. Of a directory: all that is in it could be looked at."
            },
            "reason": {"type": "string", "description": "If not protected: why, and what to do; escaped."},
            "allow": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "name": {"type": "string", "description": "As allow.nearest of an alert; unique within its profile."},
                  "profile": {
                    "type": "string",
                    "description": "The path profile whose opener it is; absent for an entry of the configuration."
                  },
                  "exe": {
                    "type": "array",
                    "items": {"type": "string"},
                    "description": "Globs: executables, by their verified path on the host or, with a workload stated, by that in the container."
                  },
                  "parent_exe": {"type": "array", "items": {"type": "string"}, "description": "Globs: the parent's executable."},
                  "unit": {"type": "array", "items": {"type": "string"}, "description": "Globs: systemd unit."},
                  "static_pod": {"type": "string", "description": "Only in the static pod of this manifest, in kube-system."},
                  "image": {"type": "array", "items": {"type": "string"}, "description": "Globs: image of the container."},
                  "namespace": {"type": "array", "items": {"type": "string"}, "description": "Globs: namespace of the pod."},
                  "pod": {"type": "array", "items": {"type": "string"}, "description": "Globs: name of the pod."},
                  "uid": {"type": "array", "items": {"type": "integer", "minimum": 0}, "description": "User ids."},
                  "loginuid": {
                    "type": "array",
                    "items": {"type": "integer", "minimum": 0},
                    "description": "Login user ids; 4294967295 stands for a process that no login started."
                  },
                  "access": {
                    "type": "array",
                    "items": {"enum": ["read", "write", "rename", "link", "mount"]},
                    "description": "What it may do; rename covers removal, mount is mounting it elsewhere."
                  },
                  "reason": {"type": "string", "description": "Why this is legitimate."},
                  "expires": {"type": "string", "format": "date-time", "description": "From then on it allows nothing."}
                },
                "required": ["name", "access", "reason"]
              },
              "description": "Who may access the file: any one of these, each of which asks for all that it states, and of a list for one of its members. An entry without static_pod, image, namespace and pod is about processes of the host. Nobody else may; empty: nobody."
            }
          }
        }

        """#
}
