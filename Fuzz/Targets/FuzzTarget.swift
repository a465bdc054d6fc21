// SPDX-License-Identifier: Apache-2.0

/// What is fed with bytes that nobody made to fit, and checked.
enum FuzzTarget: String, CaseIterable {
    /// The search for needles, against a naive one.
    case scanner
    /// The JSON reader, and every value in what it accepts.
    case json
    /// Audit records in all their wrappings.
    case records
    /// Certification requests.
    case certificationRequest = "certification-request"
    /// Credential files and tokens.
    case credential
    /// The checkpoint of an audit log.
    case checkpoint
    /// A request's body as the audit webhook takes it apart.
    case webhookBody = "webhook-body"
    /// What a client of the audit webhook sends, its head included.
    case webhookHead = "webhook-head"

    /// Ends the process if something is not as it should be.
    func run(_ bytes: [UInt8]) {
        switch self {
        case .scanner: ScannerTarget.run(bytes)
        case .json: JSONTarget.run(bytes)
        case .records: RecordTarget.run(bytes)
        case .certificationRequest: CertificationRequestTarget.run(bytes)
        case .credential: CredentialTarget.run(bytes)
        case .checkpoint: CheckpointTarget.run(bytes)
        case .webhookBody: WebhookBodyTarget.run(bytes)
        case .webhookHead: WebhookHeadTarget.run(bytes)
        }
    }
}

/// For the driver: runs the target called `name`; 0 if there is none.
@_cdecl("kw_fuzz")
func runFuzzTarget(_ name: UnsafePointer<CChar>, _ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    guard let target = FuzzTarget(rawValue: String(cString: name)) else { return 0 }
    target.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
    return 1
}
