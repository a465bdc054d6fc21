/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where the user half finds each field of a record: computed by the compiler from event_abi.h, because a reader of
 * hostile bytes loads field by field and must not overlay a structure on them.
 */
#ifndef KEYWARD_EVENT_OFFSETS_H
#define KEYWARD_EVENT_OFFSETS_H

#include "event_abi.h"

enum {
    KW_SIZE_RECORD = offsetof(struct kw_record, text), /* without its strings */
    KW_SIZE_ANCESTOR = sizeof(struct kw_ancestor),
    KW_SIZE_TEXT = sizeof(struct kw_text),

    KW_AT_RECORD_MAGIC = offsetof(struct kw_record, magic),
    KW_AT_RECORD_OPERATION = offsetof(struct kw_record, operation),
    KW_AT_RECORD_RING = offsetof(struct kw_record, ring),
    KW_AT_RECORD_IS_DIRECTORY = offsetof(struct kw_record, is_directory),
    KW_AT_RECORD_SEQUENCE = offsetof(struct kw_record, sequence),
    KW_AT_RECORD_BOOT_TIME = offsetof(struct kw_record, boot_time),
    KW_AT_RECORD_FLAGS = offsetof(struct kw_record, flags),
    KW_AT_RECORD_MODE = offsetof(struct kw_record, mode),
    KW_AT_RECORD_FILE = offsetof(struct kw_record, file),
    KW_AT_RECORD_REPLACED = offsetof(struct kw_record, replaced),
    KW_AT_RECORD_MATCH = offsetof(struct kw_record, match),
    KW_AT_RECORD_NEW_MATCH = offsetof(struct kw_record, new_match),
    KW_AT_RECORD_PROCESS = offsetof(struct kw_record, process),
    KW_AT_RECORD_TEXTS = offsetof(struct kw_record, texts),
    KW_AT_RECORD_NAMES = offsetof(struct kw_record, names),
    KW_AT_RECORD_TEXT_USED = offsetof(struct kw_record, text_used),

    KW_AT_INODE_ID_INODE = offsetof(struct kw_inode_id, inode),
    KW_AT_INODE_ID_DEVICE = offsetof(struct kw_inode_id, device),
    KW_AT_INODE_ID_GENERATION = offsetof(struct kw_inode_id, generation),

    KW_AT_MATCH_KEY = offsetof(struct kw_match, key),
    KW_AT_MATCH_ENTRY_ID = offsetof(struct kw_match, entry.id),
    KW_AT_MATCH_ENTRY_KIND = offsetof(struct kw_match, entry.kind),
    KW_AT_MATCH_ENTRY_DEPTH = offsetof(struct kw_match, entry.depth),
    KW_AT_MATCH_ENTRY_RING = offsetof(struct kw_match, entry.ring),
    KW_AT_MATCH_LEVEL = offsetof(struct kw_match, level),

    KW_AT_TEXT_OFFSET = offsetof(struct kw_text, offset),
    KW_AT_TEXT_LENGTH = offsetof(struct kw_text, length),
    KW_AT_TEXT_COMPONENTS = offsetof(struct kw_text, components),
    KW_AT_TEXT_TRUNCATED = offsetof(struct kw_text, truncated),

    KW_AT_PROCESS_PID = offsetof(struct kw_process, pid),
    KW_AT_PROCESS_TID = offsetof(struct kw_process, tid),
    KW_AT_PROCESS_START_TIME = offsetof(struct kw_process, start_time),
    KW_AT_PROCESS_CGROUP_ID = offsetof(struct kw_process, cgroup_id),
    KW_AT_PROCESS_UID = offsetof(struct kw_process, uid),
    KW_AT_PROCESS_GID = offsetof(struct kw_process, gid),
    KW_AT_PROCESS_LOGIN_UID = offsetof(struct kw_process, login_uid),
    KW_AT_PROCESS_SESSION = offsetof(struct kw_process, session),
    KW_AT_PROCESS_MOUNT_NAMESPACE = offsetof(struct kw_process, mount_namespace),
    KW_AT_PROCESS_PID_NAMESPACE = offsetof(struct kw_process, pid_namespace),
    KW_AT_PROCESS_COMM = offsetof(struct kw_process, comm),
    KW_AT_PROCESS_TTY = offsetof(struct kw_process, tty),
    KW_AT_PROCESS_EXEC_ID = offsetof(struct kw_process, identity.exec_id),
    KW_AT_PROCESS_EXECUTED = offsetof(struct kw_process, identity.exe),
    KW_AT_PROCESS_EXE = offsetof(struct kw_process, exe),
    KW_AT_PROCESS_EXE_LINKS = offsetof(struct kw_process, exe_links),
    KW_AT_PROCESS_ANCESTORS = offsetof(struct kw_process, ancestors),

    KW_AT_ANCESTOR_PID = offsetof(struct kw_ancestor, pid),
    KW_AT_ANCESTOR_UID = offsetof(struct kw_ancestor, uid),
    KW_AT_ANCESTOR_START_TIME = offsetof(struct kw_ancestor, start_time),
    KW_AT_ANCESTOR_EXE = offsetof(struct kw_ancestor, exe),
    KW_AT_ANCESTOR_COMM = offsetof(struct kw_ancestor, comm),
};

#endif
