// SPDX-License-Identifier: Apache-2.0

package import Detection

/// Reads a path profile.
///
///     name: kubelet
///     description: one line
///     detect: [/var/lib/kubelet/pki]      # any of them existing tells that it is on the node
///     trees: [/var/lib/kubelet]           # all files lie below these
///     openers:
///       kubelet:
///         exe: [/usr/bin/kubelet]         # and any other attribute of an allow entry
///         access: [read, write, rename]
///         reason: it is its own identity
///     files:
///       - path: "/var/lib/kubelet/pki/*.pem"   # or paths: a list
///         class: private-key
///         component: kubelet
///         allow: [kubelet]                # nobody else
package struct ProfileReader: Sendable {
    private let document: YAMLDocument
    private let reader: YAMLReader

    /// - Throws: `ConfigurationError` for what is not YAML.
    package init(_ text: ConfigurationText) throws(ConfigurationError) {
        document = try YAMLDocument(text)
        reader = YAMLReader(text)
    }

    /// - Throws: `ConfigurationError` for what is no profile.
    package func profile() throws(ConfigurationError) -> PathProfile {
        let root = document.root
        let keys = ["name", "description", "detect", "trees", "openers", "files"]
        let values = try reader.mapping(root, keys: keys)
        var profile = PathProfile(
            name: try reader.string(reader.required("name", in: values, of: root)),
            description: try reader.string(reader.required("description", in: values, of: root)),
            detect: try literals(reader.required("detect", in: values, of: root)),
            trees: try literals(reader.required("trees", in: values, of: root)),
            openers: try openers(reader.required("openers", in: values, of: root)), files: [])
        profile.files = try files(reader.required("files", in: values, of: root), of: profile)
        return profile
    }

    private func openers(_ node: YAMLNode) throws(ConfigurationError) -> [AllowEntry] {
        var openers: [AllowEntry] = []
        for (key, value) in try reader.pairs(node) {
            let values = try reader.mapping(value, keys: AllowEntryReader.keys)
            openers.append(try AllowEntryReader(reader).entry(name: key.name, value, values))
        }
        return openers
    }

    private func files(_ node: YAMLNode, of profile: PathProfile) throws(ConfigurationError) -> [ProfileFile] {
        var files: [ProfileFile] = []
        for element in try reader.list(node) {
            files.append(try file(element, of: profile))
        }
        return files
    }

    private func file(_ node: YAMLNode, of profile: PathProfile) throws(ConfigurationError) -> ProfileFile {
        let values = try reader.mapping(node, keys: ["path", "paths", "class", "component", "allow"])
        let classes = CredentialClass.allCases.map(\.rawValue)
        let className = try reader.choice(
            reader.required("class", in: values, of: node), of: classes, what: "class")
        var file = ProfileFile(
            paths: [], credentialClass: CredentialClass(rawValue: className) ?? .privateKey,
            component: try reader.string(reader.required("component", in: values, of: node)),
            allow: try names(reader.required("allow", in: values, of: node), of: profile))
        switch (values["path"], values["paths"]) {
        case (let path?, nil): file.paths = [try glob(path, of: profile)]
        case (nil, let paths?):
            for path in try reader.list(paths) { file.paths.append(try glob(path, of: profile)) }
        default: throw reader.text.error("expected one of 'path' and 'paths'", at: node.mark)
        }
        return file
    }

    private func names(_ node: YAMLNode, of profile: PathProfile) throws(ConfigurationError) -> [String] {
        let known = profile.openers.map(\.name)
        var names: [String] = []
        for element in try reader.list(node) {
            let name = try reader.string(element)
            guard known.contains(name) else {
                let nearest = EditDistance.nearest(to: name, among: known).map { "; did you mean '\($0)'?" } ?? ""
                throw reader.text.error("no opener is called '\(name)'\(nearest)", at: element.mark)
            }
            names.append(name)
        }
        return names
    }

    private func glob(_ node: YAMLNode, of profile: PathProfile) throws(ConfigurationError) -> String {
        let source = try reader.string(node)
        let glob: Glob
        do {
            glob = try Glob(path: source)
        } catch {
            throw reader.text.error("\(error)", at: node.mark)
        }
        guard profile.isBelowTrees(glob) else {
            throw reader.text.error("the path is not below any of 'trees'", at: node.mark)
        }
        return source
    }

    private func literals(_ node: YAMLNode) throws(ConfigurationError) -> [String] {
        var paths: [String] = []
        for element in try reader.list(node) {
            let path = try reader.string(element)
            guard let glob = try? Glob(path: path), glob.isLiteral else {
                throw reader.text.error("expected an absolute path without wildcards", at: element.mark)
            }
            paths.append(path)
        }
        return paths
    }
}
