// SPDX-License-Identifier: Apache-2.0

/// The JSON Schema (draft 2020-12) of `keyward.incident/1`, which `keyward schema incident` prints.
package enum IncidentSchema {
    /// The same text as docs/schemas/incident-1.schema.json, with its last line feed.
    package static let text = #"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "urn:keyward:schema:incident:1",
          "title": "keyward.incident/1",
          "description": "One incident: one line of JSON. What is unknown is left out; readers must ignore keys they do not know.",
          "type": "object",
          "required": ["schema", "id", "severity", "title", "credentials", "timeline", "remediation"],
          "properties": {
            "schema": {"const": "keyward.incident/1"},
            "id": {
              "type": "string",
              "description": "The same for the same credentials, whatever the order in which its events came."
            },
            "severity": {
              "enum": ["info", "low", "medium", "high", "critical"],
              "description": "That of its gravest alert: it only rises."
            },
            "title": {"type": "string", "description": "One sentence: whose credential, what became of it."},
            "first": {"type": "string", "format": "date-time", "description": "Of the earliest step; UTC, nanoseconds."},
            "last": {"type": "string", "format": "date-time", "description": "Of the latest step."},
            "credentials": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "kind": {
                    "enum": ["certificate", "authority", "service-account-key", "token", "legacy-token", "opaque-token", "unknown"],
                    "description": "authority: a certificate authority. service-account-key: it signs service-account tokens. legacy-token: of a Secret, without an end. unknown: problem says why."
                  },
                  "subject": {"type": "string", "description": "The certificate's subject, or the token's sub."},
                  "user": {"type": "string", "description": "Kubernetes' user name."},
                  "groups": {"type": "array", "items": {"type": "string"}, "description": "Kubernetes' groups."},
                  "issuer": {"type": "string", "description": "The certificate's issuer, or the token's iss."},
                  "serial": {
                    "type": "string",
                    "pattern": "^[0-9a-f]+$",
                    "description": "Of a certificate: hexadecimal, without leading zeros."
                  },
                  "not_before": {"type": "string", "format": "date-time"},
                  "not_after": {"type": "string", "format": "date-time", "description": "Valid until."},
                  "credential_id": {
                    "type": "string",
                    "description": "X509SHA256= or JTI=, as the audit log names the credential that a request was made with."
                  },
                  "by": {
                    "enum": ["file", "kubeconfig", "stem", "flags", "path"],
                    "description": "How it is known whose it is: the file itself, a kubeconfig, the certificate beside a key, a command line, or the path alone."
                  },
                  "bound_pod": {"type": "string", "description": "Of a token: namespace/name."},
                  "bound_node": {"type": "string", "description": "Of a token."},
                  "audience": {"type": "array", "items": {"type": "string"}, "description": "Of a token."},
                  "problem": {"type": "string", "description": "Why nothing, or not all, is known."}
              },
                "required": ["kind", "by"]
              },
              "description": "By identity, without repetition."
            },
            "timeline": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "time": {"type": "string", "format": "date-time", "description": "UTC, nanoseconds."},
                  "kind": {
                    "enum": ["theft", "request", "approval", "use", "other"],
                    "description": "theft: a credential file was accessed. request: a certificate or token was asked for. approval: a certificate was approved or signed. use: a credential was used."
                  },
                  "severity": {"enum": ["info", "low", "medium", "high", "critical"]},
                  "alert": {"type": "string", "description": "The id of the alert that told it."},
                  "rules": {
                    "type": "array",
                    "items": {"type": "string", "pattern": "^KW-[0-9]{4}$"},
                    "description": "The rules that fired, sorted."
                  },
                  "place": {"type": "string", "description": "The node, or the audit log's cluster."},
                  "actor": {"type": "string", "description": "Who: an executable with pid and login, or a Kubernetes user; escaped."},
                  "address": {"type": "string", "description": "The address that a request came from."},
                  "what": {"type": "string", "description": "What happened, as the alert's sentence says it; escaped."},
                  "credential_id": {
                    "type": "string",
                    "description": "credential_id of the credential that it was about, or that it was done with."
                  }
                },
                "required": ["time", "kind", "severity", "alert", "rules", "actor", "what"]
              },
              "description": "By time."
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
