// SPDX-License-Identifier: Apache-2.0

/// The JSON Schema (draft 2020-12) of `keyward.alert/1`, which `keyward schema alert` prints.
package enum AlertSchema {
    /// The same text as docs/schemas/alert-1.schema.json, with its last line feed.
    package static let text = #"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "urn:keyward:schema:alert:1",
          "title": "keyward.alert/1",
          "description": "One alert: one line of JSON. What is unknown is left out; readers must ignore keys they do not know.",
          "type": "object",
          "required": [
            "schema",
            "id",
            "time",
            "source",
            "hostname",
            "priority",
            "rule",
            "output",
            "output_fields",
            "tags",
            "severity",
            "risk_score",
            "rules",
            "upstream",
            "outcome",
            "enrichment",
            "remediation"
          ],
          "properties": {
            "schema": {"const": "keyward.alert/1"},
            "id": {
              "type": "string",
              "pattern": "^[0-9a-f]{32}$",
              "description": "The same event and rules always have the same id."
            },
            "time": {
              "type": "string",
              "format": "date-time",
              "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{9}Z$",
              "description": "When the event happened, by the clock of whoever observed it."
            },
            "source": {
              "enum": ["syscall", "k8saudit"],
              "description": "Falco: the kernel of a node, or the Kubernetes audit log."
            },
            "hostname": {"type": "string", "description": "The node; - if nobody knows it."},
            "cluster": {"type": "string", "description": "The cluster's configured name."},
            "priority": {
              "enum": ["Critical", "Error", "Warning", "Notice", "Informational"],
              "description": "Falco's word for the severity."
            },
            "rule": {
              "type": "string",
              "minLength": 1,
              "description": "Falco: id and name of the gravest rule; no paths or names in it."
            },
            "output": {"type": "string", "description": "Falco: the alert in one sentence, escaped."},
            "output_fields": {
              "type": "object",
              "minProperties": 1,
              "properties": {"k8s.ns.name": {"type": ["string", "null"]}, "k8s.pod.name": {"type": ["string", "null"]}},
              "required": ["k8s.ns.name", "k8s.pod.name"],
              "additionalProperties": {"type": ["string", "integer", "boolean", "null"]},
              "description": "Falco's field names, and keyward.* for what must survive falcosidekick. Strings are escaped."
            },
            "tags": {
              "type": "array",
              "items": {"type": "string"},
              "description": "ATT&CK techniques, keyward, kubernetes; sorted."
            },
            "severity": {"enum": ["info", "low", "medium", "high", "critical"], "description": "That of the gravest finding."},
            "risk_score": {
              "type": "integer",
              "minimum": 0,
              "maximum": 100,
              "description": "The severity as a number: 5, 21, 47, 73, 99."
            },
            "rules": {
              "type": "array",
              "minItems": 1,
              "items": {
                "type": "object",
                "properties": {
                  "id": {"type": "string", "pattern": "^KW-[0-9]{4}$", "description": "Never reused."},
                  "name": {"type": "string"},
                  "reason": {"type": "string", "description": "Who did what, and why that is wrong; escaped."},
                  "severity": {"enum": ["info", "low", "medium", "high", "critical"]},
                  "attack": {"type": "array", "items": {"type": "string"}, "description": "MITRE ATT&CK technique ids."}
                },
                "required": ["id", "name", "reason", "severity", "attack"]
              },
              "description": "The findings, by id."
            },
            "upstream": {
              "type": "array",
              "items": {
                "enum": [
                  "elastic:0f5941c6-3db9-4d2f-91df-06c7c292ba45",
                  "elastic:4df91789-7859-4bc4-9c5a-6b56bfa81a8b",
                  "panther:Kubernetes.ClientCertificate.Created",
                  "tracee:TRC-1018"
                ]
              },
              "description": "Upstream rules whose own logic fires on this event, sorted."
            },
            "file": {
              "type": "object",
              "properties": {
                "pathname": {"type": "string", "description": "The host's canonical path of the credential file."},
                "pathname_raw": {
                  "type": "string",
                  "contentEncoding": "base64",
                  "description": "The bytes of pathname, where the text had to differ from them."
                },
                "opened_as": {"type": "string", "description": "open: the path in the opener's mount namespace."},
                "opened_as_raw": {
                  "type": "string",
                  "contentEncoding": "base64",
                  "description": "The bytes of opened_as, where the text had to differ from them."
                },
                "old_path": {"type": "string", "description": "rename: host path before."},
                "old_path_raw": {
                  "type": "string",
                  "contentEncoding": "base64",
                  "description": "The bytes of old_path, where the text had to differ from them."
                },
                "new_path": {"type": "string", "description": "rename: host path after."},
                "new_path_raw": {
                  "type": "string",
                  "contentEncoding": "base64",
                  "description": "The bytes of new_path, where the text had to differ from them."
                },
                "flags": {"type": "integer", "minimum": 0, "description": "open(2), renameat2(2) or mount(2) flags."},
                "access": {
                  "type": "array",
                  "items": {
                    "enum": [
                      "read",
                      "write",
                      "execute",
                      "open",
                      "rename",
                      "exchange",
                      "link",
                      "unlink",
                      "mount-of",
                      "mount-over"
                    ]
                  },
                  "description": "mount-of: it was mounted elsewhere; mount-over: something was mounted over it."
                },
                "class": {
                  "enum": ["private-key", "kubeconfig", "token", "certificate", "datastore", "block-device"],
                  "description": "What the file holds."
                },
                "component": {"type": "string", "description": "Whose credential it is."},
                "profile": {"type": "string", "description": "The path profile that says so."},
                "dev": {"type": "string", "description": "Device as major:minor, the kernel's own numbers."},
                "inode": {"type": "integer", "minimum": 0, "description": "Inode number."},
                "generation": {
                  "type": "integer",
                  "minimum": 0,
                  "description": "Inode generation: tells a reused inode number apart."
                },
                "replaced": {
                  "type": "object",
                  "properties": {
                    "dev": {"type": "string", "description": "Device as major:minor, the kernel's own numbers."},
                    "inode": {"type": "integer", "minimum": 0, "description": "Inode number."},
                    "generation": {
                      "type": "integer",
                      "minimum": 0,
                      "description": "Inode generation: tells a reused inode number apart."
                    }
                  },
                  "required": ["dev", "inode", "generation"],
                  "description": "rename: the file that the new name pointed to before."
                },
                "directory": {"type": "boolean", "description": "A directory above credential files."},
                "block_device": {"type": "boolean", "description": "The block device that credential files lie on."}
              },
              "required": ["pathname", "flags", "access"],
              "description": "Of a file event: the file and how it was accessed."
            },
            "process": {
              "type": "object",
              "properties": {
                "pid": {"type": "integer", "minimum": 0, "description": "Process id in the initial PID namespace."},
                "tid": {"type": "integer", "minimum": 0, "description": "Thread id there."},
                "start_time": {
                  "type": "integer",
                  "minimum": 0,
                  "description": "Nanoseconds since boot; names the process together with pid."
                },
                "exe": {
                  "type": "object",
                  "properties": {
                    "path": {"type": "string", "description": "Path from the root of the process's mount namespace."},
                    "path_raw": {
                      "type": "string",
                      "contentEncoding": "base64",
                      "description": "The bytes of path, where the text had to differ from them."
                    },
                    "dev": {"type": "string", "description": "Device as major:minor, the kernel's own numbers."},
                    "inode": {"type": "integer", "minimum": 0, "description": "Inode number."},
                    "generation": {
                      "type": "integer",
                      "minimum": 0,
                      "description": "Inode generation: tells a reused inode number apart."
                    },
                    "in_host_ns": {"type": "boolean", "description": "The process lives in the host's mount namespace."},
                    "verified_host_path": {"type": "string", "description": "The host path whose file has exactly this inode."},
                    "verified_host_path_raw": {
                      "type": "string",
                      "contentEncoding": "base64",
                      "description": "The bytes of verified_host_path, where the text had to differ from them."
                    },
                    "deleted": {"type": "boolean", "description": "The file has no name any more."},
                    "memfd": {"type": "boolean", "description": "It exists in memory only."},
                    "identity": {
                      "enum": ["exec", "forged", "unknown"],
                      "description": "exec: as it was executed. forged: the process shows another file, path, than it executed. unknown: the execution was not seen."
                    },
                    "exec_id": {
                      "type": "string",
                      "pattern": "^[0-9a-f]{16}$",
                      "description": "Different for every execution within one boot."
                    }
                  },
                  "required": ["path", "in_host_ns", "deleted", "memfd"],
                  "description": "The executable as the kernel holds it."
                },
                "comm": {"type": "string", "description": "Command name; the process chooses it."},
                "comm_raw": {
                  "type": "string",
                  "contentEncoding": "base64",
                  "description": "The bytes of comm, where the text had to differ from them."
                },
                "args": {
                  "type": "array",
                  "items": {"type": "string"},
                  "description": "Arguments; the process can overwrite them."
                },
                "args_raw": {
                  "type": "array",
                  "items": {"type": ["string", "null"], "contentEncoding": "base64"},
                  "description": "Present if an argument had to be escaped: for each argument its bytes, or null."
                },
                "args_truncated": {"type": "boolean"},
                "cwd": {"type": "string", "description": "Working directory."},
                "cwd_raw": {
                  "type": "string",
                  "contentEncoding": "base64",
                  "description": "The bytes of cwd, where the text had to differ from them."
                },
                "uid": {"type": "integer", "minimum": 0, "description": "User id."},
                "gid": {"type": "integer", "minimum": 0, "description": "Group id."},
                "loginuid": {"type": "integer", "minimum": 0, "description": "The login that started it all; absent for services."},
                "session": {"type": "integer", "minimum": 0, "description": "Audit session id."},
                "tty": {"type": "string", "description": "Controlling terminal."},
                "tty_raw": {
                  "type": "string",
                  "contentEncoding": "base64",
                  "description": "The bytes of tty, where the text had to differ from them."
                },
                "mnt_ns": {"type": "integer", "minimum": 0, "description": "Mount namespace."},
                "pid_ns": {"type": "integer", "minimum": 0, "description": "PID namespace."},
                "ancestors": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "properties": {
                      "pid": {"type": "integer", "minimum": 0, "description": "Process id."},
                      "start_time": {"type": "integer", "minimum": 0, "description": "Nanoseconds since boot."},
                      "uid": {"type": "integer", "minimum": 0, "description": "User id."},
                      "comm": {"type": "string", "description": "Command name."},
                      "comm_raw": {
                        "type": "string",
                        "contentEncoding": "base64",
                        "description": "The bytes of comm, where the text had to differ from them."
                      },
                      "exe": {
                        "type": "object",
                        "properties": {
                          "path": {"type": "string", "description": "Path in its own mount namespace."},
                          "path_raw": {
                            "type": "string",
                            "contentEncoding": "base64",
                            "description": "The bytes of path, where the text had to differ from them."
                          },
                          "dev": {"type": "string", "description": "Device as major:minor, the kernel's own numbers."},
                          "inode": {"type": "integer", "minimum": 0, "description": "Inode number."},
                          "generation": {
                            "type": "integer",
                            "minimum": 0,
                            "description": "Inode generation: tells a reused inode number apart."
                          }
                        }
                      }
                    },
                    "required": ["pid", "start_time", "uid", "comm"]
                  },
                  "description": "The parent first."
                }
              },
              "required": ["exe", "comm", "args", "mnt_ns", "pid_ns", "ancestors"],
              "description": "Of a file event: who did it."
            },
            "workload": {
              "type": "object",
              "properties": {
                "cgroup": {"type": "string", "description": "Path below the cgroup root."},
                "cgroup_raw": {
                  "type": "string",
                  "contentEncoding": "base64",
                  "description": "The bytes of cgroup, where the text had to differ from them."
                },
                "unit": {"type": "string", "description": "Innermost systemd unit."},
                "unit_raw": {
                  "type": "string",
                  "contentEncoding": "base64",
                  "description": "The bytes of unit, where the text had to differ from them."
                },
                "container_id": {"type": "string", "description": "Container id."},
                "container_id_raw": {
                  "type": "string",
                  "contentEncoding": "base64",
                  "description": "The bytes of container_id, where the text had to differ from them."
                },
                "pod_uid": {"type": "string", "description": "Pod UID."},
                "pod_uid_raw": {
                  "type": "string",
                  "contentEncoding": "base64",
                  "description": "The bytes of pod_uid, where the text had to differ from them."
                },
                "namespace": {"type": "string", "description": "Pod namespace."},
                "namespace_raw": {
                  "type": "string",
                  "contentEncoding": "base64",
                  "description": "The bytes of namespace, where the text had to differ from them."
                },
                "name": {"type": "string", "description": "Pod name."},
                "name_raw": {
                  "type": "string",
                  "contentEncoding": "base64",
                  "description": "The bytes of name, where the text had to differ from them."
                },
                "image": {"type": "string", "description": "Image reference."},
                "image_raw": {
                  "type": "string",
                  "contentEncoding": "base64",
                  "description": "The bytes of image, where the text had to differ from them."
                }
              },
              "required": ["cgroup"],
              "description": "Of a file event: what runs the process."
            },
            "audit": {
              "type": "object",
              "properties": {
                "auditID": {"type": "string"},
                "stage": {"type": "string"},
                "level": {"type": "string"},
                "verb": {"type": "string"},
                "requestURI": {"type": "string"},
                "user": {
                  "type": "object",
                  "properties": {
                    "username": {"type": "string"},
                    "uid": {"type": "string"},
                    "groups": {"type": "array", "items": {"type": "string"}},
                    "extra": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}}
                  }
                },
                "impersonatedUser": {
                  "type": "object",
                  "properties": {
                    "username": {"type": "string"},
                    "uid": {"type": "string"},
                    "groups": {"type": "array", "items": {"type": "string"}},
                    "extra": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}}
                  }
                },
                "sourceIPs": {"type": "array", "items": {"type": "string"}},
                "userAgent": {"type": "string"},
                "objectRef": {
                  "type": "object",
                  "properties": {
                    "resource": {"type": "string"},
                    "subresource": {"type": "string"},
                    "apiGroup": {"type": "string"},
                    "apiVersion": {"type": "string"},
                    "namespace": {"type": "string"},
                    "name": {"type": "string"},
                    "uid": {"type": "string"}
                  }
                },
                "responseStatus": {"type": "object", "properties": {"code": {"type": "integer"}, "reason": {"type": "string"}}},
                "csr": {
                  "type": "object",
                  "properties": {
                    "signerName": {"type": "string"},
                    "usages": {"type": "array", "items": {"type": "string"}},
                    "expirationSeconds": {"type": "integer", "description": "maxExpirationSeconds of a PodCertificateRequest."},
                    "subject": {
                      "type": "object",
                      "properties": {
                        "common_name": {"type": "string", "description": "The user's name: of several the last, as Kubernetes takes it."},
                        "organizations": {"type": "array", "items": {"type": "string"}, "description": "The groups."},
                        "text": {"type": "string", "description": "All attributes in order."}
                      },
                      "required": ["organizations", "text"],
                      "description": "Decoded from the request; absent if that could not be read, or was not logged."
                    },
                    "dns_names": {"type": "array", "items": {"type": "string"}},
                    "ip_addresses": {"type": "array", "items": {"type": "string"}},
                    "email_addresses": {"type": "array", "items": {"type": "string"}},
                    "uris": {"type": "array", "items": {"type": "string"}},
                    "key": {"type": "string", "description": "Algorithm and size: RSA-2048, EC P-256."},
                    "unreadable": {"type": "string", "description": "Why the request, or part of it, could not be decoded."},
                    "requester": {
                      "type": "object",
                      "properties": {
                        "username": {"type": "string"},
                        "uid": {"type": "string"},
                        "groups": {"type": "array", "items": {"type": "string"}},
                        "extra": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}}
                      },
                      "description": "Who made the request, as the object says."
                    },
                    "podName": {"type": "string"},
                    "podUID": {"type": "string"},
                    "serviceAccountName": {"type": "string"},
                    "nodeName": {"type": "string"}
                  },
                  "required": ["usages"],
                  "description": "What a CertificateSigningRequest or PodCertificateRequest asks for."
                }
              },
              "required": ["sourceIPs"],
              "description": "Of an audit event: Kubernetes' own field names and strings. Request and response bodies are not included."
            },
            "outcome": {
              "enum": ["success", "failure", "unknown", "issued", "approved", "denied", "refused", "dry-run"],
              "description": "Of an audit event: how it was answered; of a write about certificates and tokens issued, approved, denied, refused or dry-run. Of a file event unknown: the kernel had granted it and the rest is not seen."
            },
            "allow": {
              "type": "object",
              "properties": {
                "nearest": {"type": "string", "description": "The allow entry that came closest."},
                "failed": {"type": "array", "items": {"type": "string"}, "description": "Its attributes that failed."}
              },
              "required": ["failed"],
              "description": "Of a file event: why no allow entry covers it."
            },
            "enrichment": {
              "type": "object",
              "properties": {
                "missing": {"type": "array", "items": {"type": "string"}, "description": "What was looked for and not found."}
              },
              "required": ["missing"]
            },
            "incident": {
              "type": "object",
              "properties": {
                "id": {"type": "string", "description": "That of the keyward.incident/1."},
                "alerts": {
                  "type": "array",
                  "items": {"type": "string"},
                  "description": "Ids of the other alerts in it so far, by time; the last 32."
                }
              },
              "required": ["id", "alerts"],
              "description": "What it belongs to: a theft, a use, a request that were joined."
            },
            "loss": {
              "type": "object",
              "properties": {
                "cause": {"type": "string", "description": "The greatest."},
                "count": {"type": "integer", "minimum": 0, "description": "Of all causes together."},
                "causes": {
                  "type": "object",
                  "properties": {
                    "ring_secret": {"type": "integer", "minimum": 0, "description": "Records of private files without room."},
                    "ring_open": {"type": "integer", "minimum": 0, "description": "Records of public certificates without room."},
                    "skipped": {"type": "integer", "minimum": 0, "description": "Programs that the kernel did not run."},
                    "learn": {"type": "integer", "minimum": 0, "description": "Files that the kernel could not take into its set."},
                    "identity": {
                      "type": "integer",
                      "minimum": 0,
                      "description": "Executions that the kernel could not remember."
                    }
                  },
                  "description": "Each cause that is not 0."
                }
              },
              "required": ["cause", "count"],
              "description": "What is known to be missing just before this event."
            },
            "repeats": {
              "type": "integer",
              "minimum": 0,
              "description": "Of a file event: further accesses just like the one that had an alert of its own; time is that of the last of them."
            },
            "credential": {
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
                "problem": {"type": "string", "description": "Why nothing, or not all, is known."},
                "can": {
                  "type": "array",
                  "items": {"type": "string"},
                  "description": "What its holder can do, by the names that Kubernetes and kubeadm give powers to."
                }
              },
              "required": ["kind", "by"],
              "description": "Of a file event: whose the file is, as it was known before the access; of a directory or a disk, the gravest of those in it."
            },
            "credentials": {
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
                  "problem": {"type": "string", "description": "Why nothing, or not all, is known."},
                  "can": {
                    "type": "array",
                    "items": {"type": "string"},
                    "description": "What its holder can do, by the names that Kubernetes and kubeadm give powers to."
                  }
                },
                "required": ["kind", "by"]
              },
              "description": "All of them, where there are several; at most 32."
            },
            "remediation": {
              "type": "array",
              "items": {"type": "string"},
              "description": "What to rotate or revoke, the first step first."
            }
          }
        }

        """#
}
