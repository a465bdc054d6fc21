// SPDX-License-Identifier: Apache-2.0

/// The file of an access, in each of its names.
package struct FileFacts: Sendable, Equatable, Codable {
    /// The host's canonical path of the credential file, found through its inode; what policy is about. For a rename:
    /// that of the side which is (or becomes) a credential file. For a block device: its canonical name (`/dev/vda1`).
    package var pathname: KernelString
    /// open: the path as the opener's mount namespace shows it, to that namespace's root, whatever the opener's chroot.
    package var openedAs: KernelString?
    /// rename: host paths before and after.
    package var oldPath: KernelString?
    package var newPath: KernelString?
    package var id: InodeID
    /// rename: the inode that the new name pointed to before, if any (replaced, or exchanged).
    package var replaced: InodeID?
    package var isDirectory: Bool
    /// mount: which side of it the file is. Else nil.
    package var mounted: MountSide?
    /// open: true if what was opened is the block device that protected files lie on; they can be read and changed
    /// through it without one of them being opened. nil for everything else.
    package var isBlockDevice: Bool?

    package init(
        pathname: KernelString, openedAs: KernelString? = nil, oldPath: KernelString? = nil,
        newPath: KernelString? = nil, id: InodeID, replaced: InodeID? = nil, isDirectory: Bool = false,
        mounted: MountSide? = nil, isBlockDevice: Bool? = nil
    ) {
        self.pathname = pathname
        self.openedAs = openedAs
        self.oldPath = oldPath
        self.newPath = newPath
        self.id = id
        self.replaced = replaced
        self.isDirectory = isDirectory
        self.mounted = mounted
        self.isBlockDevice = isBlockDevice
    }

    /// mount: which side of it the file is; `of`, which is told in any mount namespace, if that is not stated. Else nil.
    package func mountSide(in access: FileAccess) -> MountSide? { access.kind == .mount ? mounted ?? .of : nil }
}
