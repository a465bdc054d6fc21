// SPDX-License-Identifier: Apache-2.0

/// The JSON Schema (draft 2020-12) of a line of `keyward.capture/1`, which `keyward schema capture` prints.
package enum CaptureSchema {
    /// The same text as docs/schemas/capture-1.schema.json, with its last line feed.
    package static let text = #"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "urn:keyward:schema:capture:1",
          "title": "keyward.capture/1",
          "description": "One line of a capture. The first line is a header, the last an end; all are written without white space between tokens, with their keys in the order schema, line, crc32, payload.",
          "type": "object",
          "required": ["line", "crc32"],
          "properties": {
            "schema": {"const": "keyward.capture/1", "description": "On the header line only."},
            "line": {"type": "integer", "minimum": 0, "description": "0 for the header, then counting."},
            "crc32": {
              "type": "string",
              "pattern": "^[0-9a-f]{8}$",
              "description": "CRC-32 of line, colon, payload key, colon, payload bytes."
            },
            "header": {"$ref": "#/$defs/header"},
            "file": {"$ref": "#/$defs/file"},
            "audit": {"type": "object", "description": "A Kubernetes audit record as it came, in one line."},
            "credentials": {"$ref": "#/$defs/credentials"},
            "end": {
              "type": "object",
              "properties": {"events": {"type": "integer", "minimum": 0, "description": "Lines between header and end."}},
              "required": ["events"]
            }
          },
          "oneOf": [{"required": ["schema", "header"]}, {"required": ["file"]}, {"required": ["audit"]}, {"required": ["credentials"]}, {"required": ["end"]}],
          "additionalProperties": false,
          "$defs": {
            "bytes": {
              "oneOf": [
                {"type": "string"},
                {
                  "type": "object",
                  "properties": {"raw": {"type": "string", "contentEncoding": "base64"}},
                  "required": ["raw"]
                }
              ],
              "description": "Bytes: as a string where they are plain UTF-8, else in base64."
            },
            "credentials": {
              "type": "array",
              "items": {"type": "object"},
              "description": "Whose the protected files are from here on."
            },
            "inode": {
              "type": "object",
              "properties": {
                "device": {"type": "integer", "minimum": 0, "description": "The kernel's dev_t: major << 20 | minor."},
                "inode": {"type": "integer", "minimum": 0},
                "generation": {"type": "integer", "minimum": 0}
              },
              "required": ["device", "inode", "generation"]
            },
            "header": {
              "type": "object",
              "properties": {
                "version": {"type": "string", "description": "Of the keyward that wrote it."},
                "hostname": {"type": "string"},
                "cluster": {"type": "string"},
                "bootID": {"type": "string"},
                "created": {
                  "type": "string",
                  "format": "date-time",
                  "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{9}Z$"
                },
                "level": {"type": "string", "description": "Which kernel hooks were armed."},
                "kernel": {"type": "string", "description": "Kernel release."},
                "protected": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "properties": {"path": {"$ref": "#/$defs/bytes"}, "id": {"$ref": "#/$defs/inode"}},
                    "required": ["path", "id"]
                  },
                  "description": "Files that the kernel matched at the start."
                },
                "policy": {"type": "object", "description": "Path profiles and allow entries in force."},
                "credentials": {"$ref": "#/$defs/credentials"},
                "addresses": {"type": "array", "items": {"type": "string"}, "description": "Of the machine."},
                "podNetworks": {"type": "array", "items": {"type": "string"}, "description": "Of its pods, in CIDR notation."}
              },
              "required": ["version", "hostname", "bootID", "created", "level", "kernel", "protected"]
            },
            "file": {
              "type": "object",
              "properties": {
                "time": {
                  "type": "string",
                  "format": "date-time",
                  "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{9}Z$"
                },
                "origin": {
                  "type": "object",
                  "properties": {
                    "bootID": {"type": "string"},
                    "ring": {"enum": ["secret", "open"]},
                    "sequence": {"type": "integer", "minimum": 0, "description": "Of the ring; a gap is a loss."},
                    "epoch": {
                      "type": "integer",
                      "minimum": 0,
                      "description": "When the kernel programs were loaded, nanoseconds since boot."
                    }
                  },
                  "required": ["bootID", "ring", "sequence", "epoch"]
                },
                "access": {
                  "type": "object",
                  "properties": {
                    "kind": {"enum": ["open", "rename", "link", "unlink", "mount"]},
                    "flags": {"type": "integer", "minimum": 0},
                    "reads": {"type": "boolean"},
                    "writes": {"type": "boolean"},
                    "executes": {"type": "boolean"}
                  },
                  "required": ["kind", "flags", "reads", "writes", "executes"]
                },
                "file": {
                  "type": "object",
                  "properties": {
                    "pathname": {"$ref": "#/$defs/bytes"},
                    "openedAs": {"$ref": "#/$defs/bytes"},
                    "oldPath": {"$ref": "#/$defs/bytes"},
                    "newPath": {"$ref": "#/$defs/bytes"},
                    "id": {"$ref": "#/$defs/inode"},
                    "replaced": {"$ref": "#/$defs/inode"},
                    "isDirectory": {"type": "boolean"},
                    "mounted": {
                      "enum": ["of", "over"],
                      "description": "Of a mount: the file was mounted elsewhere, or something was mounted over it."
                    },
                    "isBlockDevice": {"type": "boolean", "description": "It is the device that protected files lie on."}
                  },
                  "required": ["pathname", "id", "isDirectory"]
                },
                "process": {
                  "type": "object",
                  "properties": {
                    "pid": {"type": "integer", "minimum": 0},
                    "tid": {"type": "integer", "minimum": 0},
                    "startTime": {"type": "integer", "minimum": 0},
                    "exe": {
                      "type": "object",
                      "properties": {
                        "path": {"$ref": "#/$defs/bytes"},
                        "id": {"$ref": "#/$defs/inode"},
                        "inHostMountNamespace": {"type": "boolean"},
                        "verifiedHostPath": {"type": "string"},
                        "deleted": {"type": "boolean"},
                        "memfd": {"type": "boolean"},
                        "identity": {
                          "enum": ["exec", "forged", "unknown"],
                          "description": "Seen at execve(2), shows another file than it executed, or was not seen."
                        },
                        "execID": {"type": "integer", "minimum": 0, "description": "Different for every execve(2) of a boot."}
                      },
                      "required": ["path", "id", "inHostMountNamespace", "deleted", "memfd"]
                    },
                    "comm": {"$ref": "#/$defs/bytes"},
                    "args": {"type": "array", "items": {"$ref": "#/$defs/bytes"}},
                    "argsTruncated": {"type": "boolean"},
                    "cwd": {"$ref": "#/$defs/bytes"},
                    "uid": {"type": "integer", "minimum": 0},
                    "gid": {"type": "integer", "minimum": 0},
                    "loginUID": {"type": "integer", "minimum": 0},
                    "session": {"type": "integer", "minimum": 0},
                    "tty": {"type": "string"},
                    "mountNamespace": {"type": "integer", "minimum": 0},
                    "pidNamespace": {"type": "integer", "minimum": 0},
                    "cgroupID": {"type": "integer", "minimum": 0},
                    "ancestors": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "properties": {
                          "pid": {"type": "integer", "minimum": 0},
                          "startTime": {"type": "integer", "minimum": 0},
                          "uid": {"type": "integer", "minimum": 0},
                          "comm": {"$ref": "#/$defs/bytes"},
                          "exePath": {"$ref": "#/$defs/bytes"},
                          "exeID": {"$ref": "#/$defs/inode"}
                        },
                        "required": ["pid", "startTime", "uid", "comm"]
                      }
                    }
                  },
                  "required": [
                    "pid",
                    "tid",
                    "startTime",
                    "exe",
                    "comm",
                    "args",
                    "argsTruncated",
                    "uid",
                    "gid",
                    "mountNamespace",
                    "pidNamespace",
                    "cgroupID",
                    "ancestors"
                  ]
                },
                "workload": {
                  "type": "object",
                  "properties": {
                    "cgroup": {"type": "string"},
                    "unit": {"type": "string"},
                    "containerID": {"type": "string"},
                    "podUID": {"type": "string"},
                    "namespace": {"type": "string"},
                    "pod": {"type": "string"},
                    "image": {"type": "string"}
                  },
                  "required": ["cgroup"]
                },
                "credentials": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "properties": {
                      "kind": {
                        "enum": ["certificate", "authority", "service-account-key", "token", "legacy-token", "opaque-token", "unknown"]
                      },
                      "subject": {"type": "string"},
                      "user": {"type": "string"},
                      "groups": {"type": "array", "items": {"type": "string"}},
                      "alternativeNames": {"type": "array", "items": {"type": "string"}},
                      "issuer": {"type": "string"},
                      "serial": {"type": "string"},
                      "notBefore": {"type": "string", "format": "date-time"},
                      "notAfter": {"type": "string", "format": "date-time"},
                      "credentialID": {"type": "string"},
                      "audience": {"type": "array", "items": {"type": "string"}},
                      "boundPod": {"type": "string"},
                      "boundNode": {"type": "string"},
                      "usages": {"type": "array", "items": {"type": "string"}},
                      "component": {"type": "string"},
                      "evidence": {"enum": ["file", "kubeconfig", "stem", "flags", "path"]},
                      "source": {"$ref": "#/$defs/bytes"},
                      "file": {"$ref": "#/$defs/bytes"},
                      "problem": {"type": "string"}
                    },
                    "required": ["kind", "groups", "alternativeNames", "audience", "evidence"]
                  },
                  "description": "Whose the file is, as it was known before the access; nothing in it is secret."
                },
                "missing": {"type": "array", "items": {"type": "string"}},
                "repeats": {
                  "type": "integer",
                  "minimum": 0,
                  "description": "Further accesses like the one with this origin; time is then that of the last of them."
                }
              },
              "required": ["time", "origin", "access", "file", "process", "missing"],
              "description": "An enriched file event."
            }
          }
        }

        """#
}
