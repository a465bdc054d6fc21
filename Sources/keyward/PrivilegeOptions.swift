// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Detection

/// Who is as good as an administrator in this cluster, beside those who are so in every one.
struct PrivilegeOptions: ParsableArguments {
    @Option(
        name: .customLong("privileged-group"),
        help: ArgumentHelp(
            "A group whose certificates are an administrator's here. May be repeated.", valueName: "name"))
    var groups: [String] = []

    @Option(
        name: .customLong("privileged-user"),
        help: ArgumentHelp(
            "The same for a user, or a service account (system:serviceaccount:NAMESPACE:NAME). May be repeated.",
            valueName: "name"))
    var users: [String] = []

    var settings: AuditSettings { AuditSettings(privilegedGroups: Set(groups), privilegedUsers: Set(users)) }
}
