# SPDX-License-Identifier: Apache-2.0
"""Writes an audit log in which 10,000 credentials are at work and a capture of thefts: generate.py FOLDER EVENTS CREDENTIALS THEFTS

Every stolen credential is used once from elsewhere, somewhere behind its theft. The same arguments give the same bytes.
"""

import hashlib
import json
import random
import sys
import zlib

folder, events, credentials, thefts = sys.argv[1], *map(int, sys.argv[2:5])
pick = random.Random(7)
START = 1_795_000_000
PADDING = json.dumps({"status": {"conditions": [
    {"type": f"Pressure{i}", "status": "False", "reason": "KubeletHasSufficient", "message": "component has sufficient resources"}
    for i in range(3)
]}})


def identity(number):
    digest = hashlib.sha256(b"credential %d" % number).hexdigest()
    return f"system:node:node-{number}", f"X509SHA256={digest}", f"10.{number // 250 % 250}.{number % 250}.5"


def stamp(offset):
    seconds = START + offset // 1_000_000
    day, rest = divmod(seconds, 86400)
    # The log spans less than two days from 2026-11-18.
    date = 18 + day - START // 86400
    return f"2026-11-{date:02d}T{rest // 3600:02d}:{rest // 60 % 60:02d}:{rest % 60:02d}.{offset % 1_000_000:06d}Z"


def event(number, credential, address, offset):
    user, name, _ = credential
    return (
        '{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Request","auditID":"%032x","stage":"ResponseComplete",'
        '"requestURI":"/api/v1/nodes/%s/status?timeout=10s","verb":"patch","user":{"username":"%s","groups":'
        '["system:nodes","system:authenticated"],"extra":{"authentication.kubernetes.io/credential-id":["%s"]}},'
        '"sourceIPs":["%s"],"userAgent":"kubelet/v1.36.1 (linux/amd64) kubernetes/86b5e46","objectRef":{"resource":"nodes",'
        '"name":"%s","apiVersion":"v1","subresource":"status"},"responseStatus":{"metadata":{},"code":200},'
        '"requestObject":%s,"requestReceivedTimestamp":"%s","stageTimestamp":"%s",'
        '"annotations":{"authorization.k8s.io/decision":"allow","authorization.k8s.io/reason":""}}\n'
        % (number, user[12:], user, name, address, user[12:], PADDING, stamp(offset), stamp(offset + 900))
    )


def write_log(known, stolen):
    step = 3_600_000_000 * 4 // events
    uses = {events // 2 + pick.randrange(events // 2 - 1): one for one in stolen}
    with open(f"{folder}/audit.log", "w") as log:
        for number in range(events):
            if number in uses:
                log.write(event(number, known[uses[number]], f"203.0.113.{uses[number] % 250}", number * step))
            else:
                one = known[number if number < credentials else pick.randrange(credentials)]
                log.write(event(number, one, one[2], number * step))
    return len(uses)


def write_capture(known, stolen):
    lines = 0

    def line(kind, payload):
        nonlocal lines
        text = json.dumps(payload, separators=(",", ":"), sort_keys=True)
        checksum = zlib.crc32(f"{lines}:{kind}:{text}".encode())
        schema = '"schema":"keyward.capture/1",' if kind == "header" else ""
        capture.write(f'{{{schema}"line":{lines},"crc32":"{checksum:08x}","{kind}":{text}}}\n')
        lines += 1

    with open(f"{folder}/theft.capture", "w") as capture:
        line("header", {
            "version": "0", "hostname": "node", "bootID": "b", "created": stamp(0)[:-1] + "000Z", "level": "fentry",
            "kernel": "6.1", "protected": [], "addresses": ["10.255.0.1"], "podNetworks": [],
        })
        for number, one in enumerate(stolen):
            user, name, _ = known[one]
            file = "/var/lib/kubelet/pki/kubelet-client-current.pem"
            inode = {"device": 1, "inode": 1000 + one, "generation": 1}
            line("file", {
                "time": stamp(3_600_000_000 * 2 - 1)[:-1] + "000Z",
                "origin": {"bootID": "b", "ring": "secret", "sequence": number, "epoch": 1},
                "access": {"kind": "open", "flags": 0, "reads": True, "writes": False, "executes": False},
                "file": {"pathname": file, "openedAs": file, "id": inode, "isDirectory": False},
                "process": {
                    "pid": 4711, "tid": 4711, "startTime": 1, "comm": "cat", "args": ["cat", file], "argsTruncated": False,
                    "exe": {"path": "/usr/bin/cat", "id": inode, "inHostMountNamespace": True,
                            "verifiedHostPath": "/usr/bin/cat", "deleted": False, "memfd": False},
                    "uid": 0, "gid": 0, "mountNamespace": 1, "pidNamespace": 1, "cgroupID": 1, "ancestors": [],
                },
                "missing": [],
                "credentials": [{
                    "kind": "certificate", "evidence": "file", "user": user, "subject": f"CN={user}", "credentialID": name,
                    "groups": ["system:nodes"], "alternativeNames": [], "audience": [],
                    "notAfter": "2027-11-18T00:00:00.000000000Z",
                }],
            })
        line("end", {"events": lines - 1})


known = [identity(number) for number in range(credentials)]
stolen = sorted(pick.sample(range(credentials), thefts))
print(write_log(known, stolen))
write_capture(known, stolen)
