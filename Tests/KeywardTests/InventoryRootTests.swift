// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// `keyward inventory`: where it looks, and what it leaves alone.
@Suite struct InventoryRootTests {
    @Test(arguments: ["text", "json"]) func `nothing found is said on standard error alone`(_ form: String) throws {
        let node = try NodeRoot()
        let run = try KeywardProcess.run("inventory", "--root", node.path, "-o", form)
        #expect(run.status == 0)
        #expect(run.output == "")
        #expect(run.sentences.count == 1)
        #expect(
            run.sentences.first?.hasPrefix(
                "no credential file of any profile (kubeadm, kubelet) exists below \(node.path). If this is a node, ")
                == true)
    }

    @Test func `directories without a file in them are no find`() throws {
        let node = try NodeRoot()
        try node.file("/etc/kubernetes/pki/README")
        let run = try KeywardProcess.run("inventory", "--root", node.path, "--directories")
        #expect(run.output.contains("/etc/kubernetes/pki  (16 levels)\n"))
        #expect(run.sentences.first?.hasPrefix("no credential file ") == true)
    }

    @Test func `a root that is none ends with a sentence and status 2`() throws {
        let node = try NodeRoot()
        try node.file("/file")
        for (root, reason) in [("/none", "No such file or directory"), ("/file", "Not a directory")] {
            let run = try KeywardProcess.run("inventory", "--root", node.path + root)
            #expect(run.status == 2)
            #expect(run.output == "")
            #expect(
                run.error == "keyward: \(node.path)\(root) cannot be looked into as the host's root: \(reason). "
                    + "Give --root the directory where that is mounted.\n")
        }
    }

    @Test func `for names alone no credential file is opened`() throws {
        let node = try NodeRoot.controlPlane()
        let watch = inotify_init1(Int32(IN_NONBLOCK))
        defer { close(watch) }
        for path in NodeRoot.credentials {
            #expect(inotify_add_watch(watch, node.path + path, UInt32(IN_OPEN | IN_ACCESS)) > 0)
        }
        let run = try KeywardProcess.run("inventory", "--names", "--root", node.path)
        #expect(run.status == 0)
        var events = [UInt8](repeating: 0, count: 4096)
        #expect(read(watch, &events, events.count) == -1)
        // It would have been noticed.
        _ = try Data(contentsOf: node.url.appending(path: NodeRoot.credentials[0]))
        #expect(read(watch, &events, events.count) > 0)
    }

    @Test func `the help has examples, and the schema is printed`() throws {
        let help = try KeywardProcess.run("inventory", "--help").output
        for text in ["Examples:", "keyward inventory --root /host", "--directories", "jq -r"] {
            #expect(help.contains(text), "\(text)")
        }
        let schema = try KeywardProcess.run("schema", "inventory")
        #expect(schema.output.contains(#""$id": "urn:keyward:schema:inventory:1""#))
    }
}
