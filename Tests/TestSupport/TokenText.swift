// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// JSON Web Tokens for tests. Nobody signed them.
package enum TokenText {
    /// The third part: what must never be found anywhere.
    package static let signature = "c2lnbmF0dXJlLXRoYXQtbXVzdC1ub3QtbGVhaw"

    package static func make(_ payload: String, header: String = #"{"alg":"RS256","kid":"k"}"#) -> String {
        "\(base64URL(header)).\(base64URL(payload)).\(signature)"
    }

    package static func base64URL(_ text: String) -> String {
        String(
            Data(text.utf8).base64EncodedString().compactMap { character in
                character == "=" ? nil : character == "+" ? "-" : character == "/" ? "_" : character
            })
    }

    /// As the kubelet asks for one for a pod.
    package static let bound = make(
        #"""
        {"aud":["https://kubernetes.default.svc"],"exp":1827000000,"iat":1795464000,"iss":"https://kubernetes.default.svc",
        "jti":"5b2f-1","kubernetes.io":{"namespace":"shop","node":{"name":"node-a","uid":"n"},"pod":{"name":"cart-0",
        "uid":"p"},"serviceaccount":{"name":"cart","uid":"s"},"warnafter":1795467607},"nbf":1795464000,
        "sub":"system:serviceaccount:shop:cart"}
        """#)

    /// As a Secret holds one.
    package static let legacy = make(
        #"""
        {"iss":"kubernetes/serviceaccount","kubernetes.io/serviceaccount/namespace":"shop",
        "kubernetes.io/serviceaccount/secret.name":"cart-token","kubernetes.io/serviceaccount/service-account.name":"cart",
        "kubernetes.io/serviceaccount/service-account.uid":"s","sub":"system:serviceaccount:shop:cart"}
        """#)
}
