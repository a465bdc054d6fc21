#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Makes the credentials of a small cluster, and the audit log of what is done with them: scene.sh FOLDER
#
# In the log @TIME@ stands for the time at which a line is written. What follows `benign-` is nobody's business.
set -euo pipefail
mkdir -p "$1"
cd "$1"
rm -rf -- *
mkdir pki log

# certificate NAME SUBJECT: a key and a certificate that the authority signed.
certificate() {
    openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "pki/$1.key" -subj "$2" -out "$1.csr" 2>/dev/null
    openssl x509 -req -in "$1.csr" -CA pki/ca.crt -CAkey pki/ca.key -days 30 -out "pki/$1.crt" 2>/dev/null
    rm "$1.csr"
}
fingerprint() { printf 'X509SHA256=%s' "$(openssl x509 -in "pki/$1.crt" -outform der | sha256sum | cut -d' ' -f1)"; }
encoded() { base64 -w0 | tr '+/' '-_' | tr -d '='; }

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout pki/ca.key -subj /CN=kubernetes -days 30 \
    -addext basicConstraints=critical,CA:TRUE -out pki/ca.crt 2>/dev/null
certificate node /O=system:nodes/CN=system:node:node-a
certificate renewed /O=system:nodes/CN=system:node:node-a
certificate admin /O=kubeadm:cluster-admins/CN=kubernetes-admin
certificate golden /O=kubeadm:cluster-admins/CN=kubernetes-admin
cat pki/node.crt pki/node.key >node.pem
cat pki/renewed.crt pki/renewed.key >renewed.pem
token="$(printf '{"alg":"RS256"}' | encoded).$(
    printf '{"aud":["kubernetes"],"exp":4102444800,"iss":"https://kubernetes","jti":"7f3a-token","kubernetes.io":{"namespace":"kube-system","serviceaccount":{"name":"deployer","uid":"u-1"}},"sub":"system:serviceaccount:kube-system:deployer"}' | encoded
).c2lnbmF0dXJlLW9mLXRoZS10b2tlbg"
kubeconfig() {
    printf 'apiVersion: v1\nkind: Config\ncurrent-context: a\ncontexts:\n- name: a\n  context: {cluster: a, user: a}\n'
    printf 'clusters:\n- name: a\n  cluster: {server: "https://10.0.0.1:6443"}\nusers:\n- name: a\n  user:\n%s\n' "$1"
}
kubeconfig "    client-certificate-data: $(base64 -w0 pki/admin.crt)
    client-key-data: $(base64 -w0 pki/admin.key)" >admin.conf
kubeconfig "    token: $token" >scheduler.conf

# line NAME USER CREDENTIAL ADDRESS VERB URI OBJECT [BODY]
line() {
    printf '{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Request","auditID":"%s","stage":"ResponseComplete",' "$1"
    printf '"requestURI":"%s","verb":"%s","user":{"username":"%s","groups":["%s","system:authenticated"],' "$6" "$5" "$2" \
        "$([[ $2 == system:node:* ]] && echo system:nodes || echo kubeadm:cluster-admins)"
    printf '"extra":{"authentication.kubernetes.io/credential-id":["%s"]}},"sourceIPs":["%s"],' "$3" "$4"
    printf '"userAgent":"kubectl/v1.36.1","objectRef":%s,"responseStatus":{"metadata":{},"code":201},' "$7"
    printf '%s"requestReceivedTimestamp":"@TIME@","stageTimestamp":"@TIME@"}\n' "${8:+\"requestObject\":$8,}"
}
secrets='{"resource":"secrets","apiVersion":"v1"}'
requests='{"resource":"certificatesigningrequests","name":"x","apiGroup":"certificates.k8s.io","apiVersion":"v1"}'
{
    line benign-home system:node:node-a "$(fingerprint node)" 10.0.0.5 list /api/v1/secrets "$secrets"
    line stolen-certificate system:node:node-a "$(fingerprint node)" 203.0.113.66 list /api/v1/secrets "$secrets"
    line stolen-token system:serviceaccount:kube-system:deployer JTI=7f3a-token 203.0.113.66 list /api/v1/secrets "$secrets"
    line escalation system:node:node-a "$(fingerprint node)" 203.0.113.66 create \
        /apis/certificates.k8s.io/v1/certificatesigningrequests "$requests" \
        '{"metadata":{"name":"x"},"spec":{"signerName":"kubernetes.io/kube-apiserver-client","usages":["client auth"]}}'
    line benign-admin kubernetes-admin "$(fingerprint admin)" 10.0.0.5 list /api/v1/secrets "$secrets"
    line golden kubernetes-admin "$(fingerprint golden)" 203.0.113.66 list /api/v1/secrets "$secrets"
    line benign-renewed system:node:node-a "$(fingerprint renewed)" 10.0.0.5 list /api/v1/secrets "$secrets"
} >log/theft.jsonl
grep benign- log/theft.jsonl >log/benign.jsonl
