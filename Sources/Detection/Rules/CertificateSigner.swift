// SPDX-License-Identifier: Apache-2.0

/// Who would sign a CertificateSigningRequest
/// (kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests).
enum CertificateSigner: Equatable {
    /// Client certificates for any subject.
    case apiServerClient
    /// Client certificates of kubelets.
    case kubeletClient
    case kubeletServing
    /// Client certificates of pods, which name their service accounts (PodCertificateRequest only).
    case podClient
    /// Any subject and any usage; some distributions honour its certificates as clients'.
    case legacyUnknown
    /// Somebody else's CA, which the API server trusts only if told to.
    case custom(String)

    init(_ name: String) {
        switch name {
        case "kubernetes.io/kube-apiserver-client": self = .apiServerClient
        case "kubernetes.io/kube-apiserver-client-kubelet": self = .kubeletClient
        case "kubernetes.io/kubelet-serving": self = .kubeletServing
        case "kubernetes.io/kube-apiserver-client-pod": self = .podClient
        case "kubernetes.io/legacy-unknown": self = .legacyUnknown
        default: self = .custom(name)
        }
    }

    var isForClients: Bool {
        switch self {
        case .apiServerClient, .kubeletClient, .podClient, .legacyUnknown: true
        case .kubeletServing, .custom: false
        }
    }

    var isForKubelets: Bool { self == .kubeletClient || self == .kubeletServing }

    var isCustom: Bool {
        if case .custom = self { return true }
        return false
    }
}
