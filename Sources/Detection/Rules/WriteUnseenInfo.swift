// SPDX-License-Identifier: Apache-2.0

extension WriteUnseen {
    package static let info = RuleInfo(
        id: "KW-2012", name: "Credential write not visible", severity: .medium, attack: ["T1562.008"], covers: [],
        summary: "What a write to a credential resource contained is missing from its audit record.",
        explanation: """
            The API server drops the bodies of a record that is too large and marks it audit.k8s.io/truncated; AKS puts \
            skipped-too-big-size-object in the place of a body; CloudWatch cuts a message. A client can bring that about: \
            a CertificateSigningRequest padded with a megabyte of annotations works like any other, and its signer and \
            subject are then in no log.

            Fires on a create, update or patch of CertificateSigningRequests, PodCertificateRequests, service account \
            tokens, Secrets, roles and their bindings, or of pods and what pods are made from, whose body was left out in \
            one of these ways; and on a record that is damaged, unless what is left of it shows that it is about something \
            else. Quiet for the workload controllers' own pods and for the API server's own roles.

            Medium; low for pods and their templates, which are large now and then; low when the API server refused.

            Legitimate causes: very large objects; a log shipper with a line limit. Tune by raising the API server's \
            --audit-log-truncate-max-event-size (--audit-webhook-truncate-...), and the shipper's limit.

            Trigger it with: a CertificateSigningRequest with annotations beyond the limit, while \
            --audit-log-truncate-enabled is on.

            If it was not meant: read the object itself (kubectl get csr NAME -o yaml) before it is gone, and judge it by \
            the page of the rule it would have met.
            """)
}
