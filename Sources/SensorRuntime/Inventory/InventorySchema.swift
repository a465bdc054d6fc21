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
            "identity": {
              "type": "object",
              "properties": {
                "kind": {
                  "enum": ["certificate", "authority", "service-account-key", "token", "legacy-token", "opaque-token", "unknown"],
                  "description": "What it is; an authority's key makes certificates, a legacy-token has no end, an opaque-token says nothing of itself, unknown: see problem."
                },
                "subject": {"type": "string", "description": "The certificate's subject, in its order; the token's sub."},
                "user": {"type": "string", "description": "Kubernetes' user name."},
                "groups": {"type": "array", "items": {"type": "string"}, "description": "Kubernetes' groups, as far as the credential names them."},
                "names": {
                  "type": "array",
                  "items": {"type": "string"},
                  "description": "The certificate's alternative names: DNS:name, IP:address, URI:uri."
                },
                "usages": {
                  "type": "array",
                  "items": {"type": "string"},
                  "description": "What the certificate is for: client, server, or an identifier. Absent: everything."
                },
                "issuer": {"type": "string", "description": "The certificate's issuer; the token's iss."},
                "serial": {"type": "string", "description": "The certificate's serial number in hexadecimal."},
                "not_before": {"type": "string", "format": "date-time", "description": "Works from then on."},
                "not_after": {"type": "string", "format": "date-time", "description": "Works until then; absent: without an end, or not known."},
                "credential_id": {
                  "type": "string",
                  "description": "As user.extra[authentication.kubernetes.io/credential-id] of the audit log has it: X509SHA256= or JTI=."
                },
                "audience": {"type": "array", "items": {"type": "string"}, "description": "Whom the token is for."},
                "pod": {"type": "string", "description": "namespace/name of the pod that the token is bound to."},
                "node": {"type": "string", "description": "The node of that pod."},
                "by": {
                  "enum": ["file", "kubeconfig", "stem", "flags", "path"],
                  "description": "How it is known: it stands in the file; a kubeconfig holds it or names its file; the certificate beside the key; the certificate that a component's command line names with the key; the path alone."
                },
                "path": {"type": "string", "description": "The file that it was read from, where it is another."},
                "path_raw": {
                  "type": "string",
                  "contentEncoding": "base64",
                  "description": "The bytes of path, where the text had to differ from them."
                },
                "file": {"type": "string", "description": "Of a directory or a disk: the file in it whose it is."},
                "file_raw": {
                  "type": "string",
                  "contentEncoding": "base64",
                  "description": "The bytes of file, where the text had to differ from them."
                },
                "problem": {"type": "string", "description": "Why nothing, or not all, is known."}
              },
              "required": ["kind", "by"],
              "description": "Whose the file is. With it can and days_left, as far as they are known."
            },
            "identities": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "kind": {
                    "enum": ["certificate", "authority", "service-account-key", "token", "legacy-token", "opaque-token", "unknown"],
                    "description": "What it is; an authority's key makes certificates, a legacy-token has no end, an opaque-token says nothing of itself, unknown: see problem."
                  },
                  "subject": {"type": "string", "description": "The certificate's subject, in its order; the token's sub."},
                  "user": {"type": "string", "description": "Kubernetes' user name."},
                  "groups": {"type": "array", "items": {"type": "string"}, "description": "Kubernetes' groups, as far as the credential names them."},
                  "names": {
                    "type": "array",
                    "items": {"type": "string"},
                    "description": "The certificate's alternative names: DNS:name, IP:address, URI:uri."
                  },
                  "usages": {
                    "type": "array",
                    "items": {"type": "string"},
                    "description": "What the certificate is for: client, server, or an identifier. Absent: everything."
                  },
                  "issuer": {"type": "string", "description": "The certificate's issuer; the token's iss."},
                  "serial": {"type": "string", "description": "The certificate's serial number in hexadecimal."},
                  "not_before": {"type": "string", "format": "date-time", "description": "Works from then on."},
                  "not_after": {"type": "string", "format": "date-time", "description": "Works until then; absent: without an end, or not known."},
                  "credential_id": {
                    "type": "string",
                    "description": "As user.extra[authentication.kubernetes.io/credential-id] of the audit log has it: X509SHA256= or JTI=."
                  },
                  "audience": {"type": "array", "items": {"type": "string"}, "description": "Whom the token is for."},
                  "pod": {"type": "string", "description": "namespace/name of the pod that the token is bound to."},
                  "node": {"type": "string", "description": "The node of that pod."},
                  "by": {
                    "enum": ["file", "kubeconfig", "stem", "flags", "path"],
                    "description": "How it is known: it stands in the file; a kubeconfig holds it or names its file; the certificate beside the key; the certificate that a component's command line names with the key; the path alone."
                  },
                  "path": {"type": "string", "description": "The file that it was read from, where it is another."},
                  "path_raw": {
                    "type": "string",
                    "contentEncoding": "base64",
                    "description": "The bytes of path, where the text had to differ from them."
                  },
                  "file": {"type": "string", "description": "Of a directory or a disk: the file in it whose it is."},
                  "file_raw": {
                    "type": "string",
                    "contentEncoding": "base64",
                    "description": "The bytes of file, where the text had to differ from them."
                  },
                  "problem": {"type": "string", "description": "Why nothing, or not all, is known."}
                },
                "required": ["kind", "by"]
              },
              "description": "All of them, where there are several; at most 32."
            },
            "can": {
              "type": "array",
              "items": {"type": "string"},
              "description": "What its holder can do, by the names that Kubernetes and kubeadm give powers to."
            },
            "days_left": {"type": "integer", "description": "Whole days until identity.not_after; negative once it is over."},
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
