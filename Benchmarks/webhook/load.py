# SPDX-License-Identifier: Apache-2.0
"""Posts audit events to a `keyward run --audit-webhook` of its own and checks what comes of them.

usage: load.py KEYWARD DIRECTORY-OF-CERTIFICATES SECONDS EVENTS-A-SECOND

Batches go out when an API server would send them, whether or not the one before has been answered: an answer's time
counts from when its batch was due, not from when a connection was free for it.
"""

import http.client
import json
import queue
import ssl
import subprocess
import sys
import threading
import time

BATCH = 400
CONNECTIONS = 4
# One event of so many is one that alerts.
ALERTING = 100
GOAL_P99 = 0.050

keyward, certificates, seconds, rate = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])


def event(number, fields):
    """Of an EventList: without kind and apiVersion."""
    common = {
        "level": "RequestResponse",
        "auditID": "00000000-0000-4000-8000-%012d" % number,
        "stage": "ResponseComplete",
        "user": {
            "username": "system:node:worker-7",
            "groups": ["system:nodes", "system:authenticated"],
            "extra": {"authentication.kubernetes.io/credential-id": ["X509SHA256=" + "5a" * 32]},
        },
        "sourceIPs": ["192.0.2.17"],
        "userAgent": "kubelet/v1.36.1 (linux/amd64) kubernetes/1f2e3d4",
        "requestReceivedTimestamp": "2026-11-20T14:03:22.112345Z",
        "stageTimestamp": "2026-11-20T14:03:22.119876Z",
        "annotations": {"authorization.k8s.io/decision": "allow", "authorization.k8s.io/reason": ""},
    }
    return json.dumps(common | fields, separators=(",", ":"))


def quiet():
    status = {
        "conditions": [
            {"type": kind, "status": "True", "lastProbeTime": None, "lastTransitionTime": "2026-11-20T14:03:%02dZ" % at}
            for at, kind in enumerate(["Initialized", "Ready", "ContainersReady", "PodScheduled"])
        ],
        "containerStatuses": [
            {
                "name": "web",
                "image": "registry.example/shop/web:1.27",
                "imageID": "registry.example/shop/web@sha256:" + "7c" * 32,
                "containerID": "containerd://" + "e1" * 32,
                "ready": True,
                "restartCount": 0,
                "state": {"running": {"startedAt": "2026-11-20T14:03:20Z"}},
            }
        ],
        "hostIP": "192.0.2.17",
        "podIP": "10.244.3.9",
        "phase": "Running",
    }
    pod = {"metadata": {"name": "web-0", "namespace": "shop", "uid": "0b2c", "resourceVersion": "81726"}, "status": status}
    return {
        "requestURI": "/api/v1/namespaces/shop/pods/web-0/status",
        "verb": "patch",
        "objectRef": {"resource": "pods", "namespace": "shop", "name": "web-0", "apiVersion": "v1", "subresource": "status"},
        "responseStatus": {"metadata": {}, "code": 200},
        "requestObject": {"status": {"conditions": status["conditions"][:2]}},
        "responseObject": {"kind": "Pod", "apiVersion": "v1", **pod},
    }


def alerting():
    spec = {
        "request": "QUJD" * 300,
        "signerName": "kubernetes.io/kube-apiserver-client",
        "usages": ["client auth"],
        "username": "alice",
    }
    return {
        "requestURI": "/apis/certificates.k8s.io/v1/certificatesigningrequests",
        "verb": "create",
        "user": {"username": "alice", "groups": ["developers", "system:authenticated"]},
        "objectRef": {"resource": "certificatesigningrequests", "name": "csr-a", "apiGroup": "certificates.k8s.io"},
        "responseStatus": {"metadata": {}, "code": 201},
        "requestObject": {"kind": "CertificateSigningRequest", "metadata": {"name": "csr-a"}, "spec": spec},
    }


def resident(pid, name):
    with open("/proc/%d/status" % pid) as status:
        return next(int(line.split()[1]) for line in status if line.startswith(name + ":"))


def processor_seconds(pid):
    with open("/proc/%d/stat" % pid) as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


def main():
    sensor = subprocess.Popen(
        [keyward, "run", "--no-kernel", "--audit-webhook", "127.0.0.1:0"]
        + ["--audit-webhook-cert", certificates + "/server.crt", "--audit-webhook-key", certificates + "/server.key"]
        + ["--audit-webhook-client-ca", certificates + "/clients.crt"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    port = None
    for line in sensor.stderr:
        if "listening on" in line:
            port = int(line.rsplit(":", 1)[1])
        if "armed" in line:
            break
    if port is None:
        sys.exit("bench: the sensor did not arm: " + sensor.stderr.read())
    idle = resident(sensor.pid, "VmRSS")

    alerts = {}

    def collect():
        for line in sensor.stdout:
            found = json.loads(line)["audit"]["auditID"]
            alerts[found] = alerts.get(found, 0) + 1

    said = []
    readers = [threading.Thread(target=collect), threading.Thread(target=lambda: said.extend(sensor.stderr))]
    for reader in readers:
        reader.start()

    # What differs between two events is their id alone: making them must not take the time that is measured.
    mark = "%012d" % 0
    template = {True: event(0, alerting()).split(mark), False: event(0, quiet()).split(mark)}
    expected = set()

    def batch(first):
        items = []
        for number in range(first, first + BATCH):
            is_alerting = number % ALERTING == 0
            items.append(("%012d" % number).join(template[is_alerting]))
            if is_alerting:
                expected.add("00000000-0000-4000-8000-%012d" % number)
        return ('{"kind":"EventList","apiVersion":"audit.k8s.io/v1","metadata":{},"items":[%s]}' % ",".join(items)).encode()

    work = queue.Queue()
    times, statuses = [], {}

    def post():
        context = ssl.create_default_context(cafile=certificates + "/servers.crt")
        context.load_cert_chain(certificates + "/client.crt", certificates + "/client.key")
        connection = http.client.HTTPSConnection("127.0.0.1", port, context=context)
        connection.connect()
        while True:
            due, body = work.get()
            if body is None:
                connection.close()
                return
            connection.request("POST", "/?timeout=30s", body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            answer.read()
            times.append(time.monotonic() - due)
            statuses[answer.status] = statuses.get(answer.status, 0) + 1

    posters = [threading.Thread(target=post) for _ in range(CONNECTIONS)]
    for poster in posters:
        poster.start()
    batches = seconds * rate // BATCH
    pause = BATCH / rate
    size = len(batch(0))
    expected.clear()
    started = time.monotonic()
    used = processor_seconds(sensor.pid)
    for number in range(batches):
        body = batch(1 + number * BATCH)
        due = started + number * pause
        time.sleep(max(0, due - time.monotonic()))
        # A generator that is late itself does not blame the sensor.
        work.put((max(due, time.monotonic()), body))
    for _ in posters:
        work.put((0, None))
    for poster in posters:
        poster.join()
    took = time.monotonic() - started
    used = processor_seconds(sensor.pid) - used
    now, peak = resident(sensor.pid, "VmRSS"), resident(sensor.pid, "VmHWM")
    sensor.terminate()
    status = sensor.wait()
    for reader in readers:
        reader.join()

    totals = dict(pair.split("=") for line in said if " totals " in line for pair in line.split() if "=" in pair)
    times.sort()
    at = lambda share: times[min(len(times) - 1, int(len(times) * share))] * 1000
    print("| | |\n|---|--:|")
    print("| batches of %d events, %d bytes | %d |" % (BATCH, size, batches))
    print("| events a second | %d |" % (batches * BATCH / took))
    print("| answer p50, p99, max (ms) | %.1f, %.1f, %.1f |" % (at(0.5), at(0.99), times[-1] * 1000))
    print("| goal p99 (ms) | %.0f %s |" % (GOAL_P99 * 1000, "ok" if at(0.99) <= GOAL_P99 * 1000 else "missed"))
    print("| alerts expected, once, more than once | %d, %d, %d |" % (
        len(expected), sum(alerts.get(one) == 1 for one in expected), sum(count > 1 for count in alerts.values())))
    print("| idle VmRSS, at the end, VmHWM (KiB) | %d, %d, %d |" % (idle, now, peak))
    print("| processor time, of one core | %.1f %% |" % (100 * used / took))

    wanted = {
        "audit_lines": batches * BATCH, "audit_alerts": len(expected), "audit_unreadable": 0, "audit_undelivered": 0,
        "webhook_requests": batches, "webhook_batches": batches,
    }
    wrong = ["%s=%s, not %d" % (key, totals.get(key), value) for key, value in wanted.items() if totals.get(key) != str(value)]
    if status != 0 or statuses != {200: batches} or alerts != dict.fromkeys(expected, 1) or wrong:
        sys.exit("bench: lost or doubled: status %d, answers %s, totals %s, %s" % (
            status, statuses, wrong or "agree", "".join(said[-5:])))


main()
