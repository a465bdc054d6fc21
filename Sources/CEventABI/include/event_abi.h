/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The contract between Keyward's kernel half (bpf/) and its user half (SensorEvents, SensorRuntime). Both compilers
 * read this one file and both check every size and offset; a change that only one side knows cannot build.
 *
 * Integers are in the machine's byte order. Strings are bytes, not text, and are not NUL-terminated unless said so.
 * Bytes of a string buffer past its length are undefined.
 */
#ifndef KEYWARD_EVENT_ABI_H
#define KEYWARD_EVENT_ABI_H

#ifdef KEYWARD_BPF
/* bpf/kernel_types.h defines the integer types before this file. */
#define KW_STATIC_ASSERT(condition, text) _Static_assert(condition, text)
#else
#include <stddef.h>
#include <stdint.h>
typedef uint8_t __kw_u8;
typedef uint16_t __kw_u16;
typedef uint32_t __kw_u32;
typedef uint64_t __kw_u64;
#define KW_STATIC_ASSERT(condition, text) _Static_assert(condition, text)
#endif

/* First field of every record; a reader refuses what it does not know. */
#define KW_RECORD_MAGIC 0x4B573032u /* "KW02" */

/* One component of a path is at most NAME_MAX (255) bytes plus its terminator. */
#define KW_COMPONENT_MAX 256
/* Bytes of the two paths of a record's file, and of every other path, at most. */
#define KW_PATH_BYTES 1024
#define KW_SHORT_PATH_BYTES 512
#define KW_ARGS_BYTES 512
/* Two paths, arguments, and the paths of cwd, executable and ancestors, with a component to spare. */
#define KW_TEXT_BYTES 6144
#define KW_COMM_BYTES 16
#define KW_TTY_BYTES 32
#define KW_ANCESTORS 4
/* Levels of a path the kernel walks for showing; deeper paths are cut and flagged. */
#define KW_PATH_LEVELS 24
/* Levels it walks for matching. */
#define KW_MATCH_LEVELS 16

enum kw_operation {
    KW_OPERATION_OPEN = 1,
    KW_OPERATION_RENAME = 2,
    KW_OPERATION_LINK = 3,
    KW_OPERATION_UNLINK = 4,
    KW_OPERATION_MOUNT = 5,
};

/* What an entry of the protected set is. */
enum kw_entry_kind {
    KW_ENTRY_FILE = 1,      /* put there by user space */
    KW_ENTRY_DIRECTORY = 2, /* matches regular files at most `depth` levels below */
    KW_ENTRY_LEARNED = 3,   /* put there by the kernel: a file met below a directory, or renamed out of or into it */
    KW_ENTRY_IGNORED = 4,   /* put there by user space: a file below a directory that no profile names */
    KW_ENTRY_DEVICE = 5,    /* a block device under protected files; see KW_BLOCK_DEVICE */
    KW_ENTRY_EXPECTING = 6, /* only in a match: a directory above protected ones, of the map `expecting` */
};

/* Entry id of the sensor's own canary; no path has it. */
#define KW_CANARY_ID 0xFFFFFFFFu
/* `device` of a key whose `inode` is a block device's number (i_rdev): no file system has it. */
#define KW_BLOCK_DEVICE 0xFFFFFFFFu

enum kw_ring { KW_RING_SECRET = 0, KW_RING_OPEN = 1, KW_RINGS = 2 };

/*
 * Counters of the kernel half, one per-CPU slot each. Those before KW_COUNTER_LEARNED come in pairs: that of the secret
 * ring, then that of the open one. Of each ring seen = delivered + aggregated + filtered + lost.
 */
enum kw_counter {
    KW_COUNTER_SEEN = 0,       /* accesses to protected files */
    KW_COUNTER_DELIVERED = 2,  /* records put into the ring */
    KW_COUNTER_AGGREGATED = 4, /* counted in `repeats` instead */
    KW_COUNTER_FILTERED = 6,   /* counted in `allow_cache` instead */
    KW_COUNTER_LOST = 8,       /* no room in the ring */
    KW_COUNTER_LEARNED = 10,   /* inodes learned in the kernel */
    KW_COUNTER_LEARN_FAILED,   /* inodes that did not fit into the protected set */
    KW_COUNTER_REPEATS_FULL,   /* accesses sent one by one, because `repeats` had no room */
    KW_COUNTER_IDENTITY_LOST,  /* executions whose identity could not be kept: their accesses count as unlisted */
    KW_COUNTERS,
};

/* Key of the protected set: what a file is to the kernel. */
struct kw_inode_id {
    __kw_u64 inode;      /* i_ino */
    __kw_u32 device;     /* i_sb->s_dev: major << 20 | minor */
    __kw_u32 generation; /* i_generation */
};

/* Value of the protected set. */
struct kw_entry {
    __kw_u32 id;   /* user space's number for the path; a learned entry has its directory's (or renamed file's) */
    __kw_u8 kind;  /* enum kw_entry_kind */
    __kw_u8 depth; /* of a directory: levels below it that matter */
    __kw_u8 ring;  /* enum kw_ring */
    __kw_u8 reserved;
};

/* Bytes of the name of an expected directory, terminator included; a name that fills them cannot be expected. */
#define KW_EXPECTED_NAME_BYTES 32
/* Key of `expectations`: a directory of this name, below the directory that goes by this number in `expecting`. */
struct kw_expected_name {
    __kw_u32 parent;
    char name[KW_EXPECTED_NAME_BYTES]; /* NUL-padded */
};

/* Value of `expectations`: what such a directory becomes. */
struct kw_expectation {
    __kw_u32 id;     /* number of its path */
    __kw_u8 is_tree; /* 1: an entry of the protected set, of this depth; 0: one of `expecting` */
    __kw_u8 depth;
    __kw_u8 reserved[2];
};

/*
 * The one block of memory both halves write: the user half maps it. A filter slot is a byte and is only ever set, so
 * that no update can be lost; a slot that is set for nothing costs one hash lookup.
 */
#define KW_INODE_SLOTS 8192u
#define KW_INODE_SLOT(inode) ((inode) & (KW_INODE_SLOTS - 1))
#define KW_DEVICE_SLOTS 256u
#define KW_DEVICE_SLOT(device) (((device) ^ ((device) >> 20)) & (KW_DEVICE_SLOTS - 1))
#define KW_EXPECTING_SLOTS 256u
#define KW_EXPECTING_SLOT(inode) ((inode) & (KW_EXPECTING_SLOTS - 1))
struct kw_shared {
    __kw_u8 inode_filter[KW_INODE_SLOTS];
    __kw_u8 device_filter[KW_DEVICE_SLOTS];
    __kw_u8 expecting_filter[KW_EXPECTING_SLOTS];
    __kw_u32 window;     /* the one that repeats are counted in now; the user half moves it on */
    __kw_u32 generation; /* of the policy; a decision of another one is not taken from `allow_cache` */
    __kw_u32 names;      /* counts renames and links of protected files; see bpf/names.h */
    __kw_u32 reserved;
};

/* Opens both filters to an inode of the protected set; called after the set holds it. */
static inline void kw_shared_mark(struct kw_shared *shared, __kw_u64 inode, __kw_u32 device)
{
    shared->inode_filter[KW_INODE_SLOT(inode)] = 1;
    shared->device_filter[KW_DEVICE_SLOT(device)] = 1;
}

/* The same for a directory above protected ones. */
static inline void kw_shared_expect(struct kw_shared *shared, __kw_u64 inode)
{
    shared->expecting_filter[KW_EXPECTING_SLOT(inode)] = 1;
}

/* Entries of the protected set at most. */
#define KW_PROTECTED_MAX 65536u
/* Directories above protected ones, and directories expected in them, at most. */
#define KW_EXPECTING_MAX 1024u
/* Accesses whose repeats are counted in one window, and decisions kept, at most. */
#define KW_REPEATS_MAX 4096u
#define KW_ALLOW_MAX 1024u
/* Processes whose identity is kept where the kernel has no task storage. */
#define KW_IDENTITIES_MAX 65536u
/* Ring sizes in bytes: powers of two, of which a reader's memory shows the double. A record has about 1 KiB. */
#define KW_SECRET_RING_BYTES (2u << 20)
#define KW_OPEN_RING_BYTES (512u << 10)

/* What the descriptor iterator reports of one of the reader's own descriptors. */
struct kw_descriptor {
    __kw_u64 inode;
    __kw_u32 device;
    __kw_u32 generation;
    __kw_u32 descriptor; /* number in the reader's table */
    __kw_u32 mode;       /* i_mode */
};

/* How the file was found in the protected set. */
struct kw_match {
    struct kw_inode_id key; /* the entry that matched: the file itself or a directory above it */
    struct kw_entry entry;  /* that entry; id 0 if this side of a rename did not match */
    __kw_u8 level;          /* 0 the file itself, n the n-th directory above it */
    __kw_u8 reserved[7];
};

/* What a process is, taken when it executed its program; a fork has its parent's. */
struct kw_identity {
    __kw_u64 exec_id;       /* of one execve(2); 0: the execution was not seen */
    struct kw_inode_id exe; /* the file executed */
};

/*
 * What a decision of user space is about: everything that it may depend on. `access` is kw_access_bits().
 */
struct kw_allow_key {
    __kw_u64 exec_id;
    struct kw_inode_id file;
    __kw_u64 cgroup_id;
    __kw_u32 uid;
    __kw_u32 gid;
    __kw_u32 login_uid;
    __kw_u32 mount_namespace;
    __kw_u32 generation;
    __kw_u32 access;
};

struct kw_allow_value {
    __kw_u64 count; /* accesses that were not sent because of it */
};

/* What a repeat is a repeat of. */
struct kw_repeat_key {
    __kw_u64 exec_id;
    struct kw_inode_id file;
    __kw_u64 cgroup_id;
    __kw_u32 uid;
    __kw_u32 mount_namespace;
    __kw_u32 pid; /* of private material: each process is told of; of public files 0 */
    __kw_u32 window;
    __kw_u32 access;
    __kw_u32 login_uid;
};

struct kw_repeat_value {
    __kw_u64 count;     /* accesses after the first */
    __kw_u64 sequence;  /* the first one's record; 0 until that is in the ring */
    __kw_u64 last_time; /* boot time of the last repeat */
};

/* What of an open's mode and flags an access is judged by: FMODE_READ and _WRITE, __FMODE_EXEC, O_TRUNC. */
static inline __kw_u32 kw_access_bits(__kw_u32 mode, __kw_u32 flags)
{
    return (mode & 3u) | (flags & (0x20u | 01000u));
}

struct kw_ancestor {
    __kw_u32 pid; /* tgid; 0: no more ancestors */
    __kw_u32 uid;
    __kw_u64 start_time;
    struct kw_inode_id exe; /* mm->exe_file; zero for a kernel thread */
    char comm[KW_COMM_BYTES];
};

struct kw_process {
    __kw_u32 pid; /* tgid, initial PID namespace */
    __kw_u32 tid;
    __kw_u64 start_time; /* group leader's start_boottime, ns */
    __kw_u64 cgroup_id;
    __kw_u32 uid;
    __kw_u32 gid;
    __kw_u32 login_uid; /* 0xFFFFFFFF: unset */
    __kw_u32 session;   /* audit session, 0xFFFFFFFF: unset */
    __kw_u32 mount_namespace;
    __kw_u32 pid_namespace;
    char comm[KW_COMM_BYTES]; /* NUL-padded */
    char tty[KW_TTY_BYTES];   /* NUL-terminated driver name and number, empty: none */
    struct kw_identity identity;
    struct kw_inode_id exe; /* mm->exe_file now; zero for a kernel thread */
    __kw_u32 exe_links;     /* i_nlink; 0 once deleted */
    __kw_u32 reserved;
    struct kw_ancestor ancestors[KW_ANCESTORS];
};

/* The strings of a record. */
enum kw_text_field {
    KW_TEXT_PATH = 0, /* open: as the opener's mount namespace shows it; else old name, in its file system */
    KW_TEXT_PATH_TWO, /* rename, link: new name; else the name; in its file system */
    KW_TEXT_CWD,
    KW_TEXT_ARGS, /* NUL between arguments */
    KW_TEXT_EXE,
    KW_TEXT_ANCESTORS, /* executables of the ancestors, one after the other */
    KW_TEXTS = KW_TEXT_ANCESTORS + KW_ANCESTORS,
};

/*
 * Where a string of a record is in `text`. A path is its components as the kernel finds them: leaf first, each with its
 * NUL, no slashes ("ca.key\0pki\0").
 */
struct kw_text {
    __kw_u16 offset;
    __kw_u16 length;    /* bytes */
    __kw_u8 components; /* names in a path */
    __kw_u8 truncated;  /* 1: levels or bytes ran out before the root, or before the last argument's end */
    __kw_u8 reserved[2];
};

/* A record in a ring ends behind the bytes of `text` that it uses. */
struct kw_record {
    __kw_u32 magic;
    __kw_u16 operation; /* enum kw_operation */
    __kw_u8 ring;       /* enum kw_ring */
    __kw_u8 is_directory;
    __kw_u64 sequence;  /* unlike any other since the programs were loaded; see kw_sequence() */
    __kw_u64 boot_time; /* bpf_ktime_get_boot_ns */
    __kw_u32 flags;     /* open: f_flags; rename: renameat2 flags; mount: mount flags; else 0 */
    __kw_u32 mode;      /* open: f_mode; else 0 */
    struct kw_inode_id file;
    struct kw_inode_id replaced; /* rename: what the new name pointed to, zero if nothing */
    struct kw_match match;       /* open, unlink: the file; rename, link: old name; mount: what is mounted elsewhere */
    struct kw_match new_match;   /* rename, link: the new name's side; mount: what is mounted over */
    struct kw_process process;
    struct kw_text texts[KW_TEXTS];
    __kw_u32 text_used;
    __kw_u32 names; /* kw_shared.names then */
    char text[KW_TEXT_BYTES];
};

/*
 * A number for a record: `count` is a program's own on one processor, where it does not run twice at once (the kernel
 * skips it and counts that). No atomic with a result is needed for it, which Linux 5.10 does not have.
 */
#define KW_SEQUENCE_CPU_BITS 13
#define KW_SEQUENCE_SLOT_BITS 4
static inline __kw_u64 kw_sequence(__kw_u64 count, __kw_u32 slot, __kw_u32 cpu)
{
    return count << (KW_SEQUENCE_CPU_BITS + KW_SEQUENCE_SLOT_BITS) |
           (__kw_u64)(slot & ((1u << KW_SEQUENCE_SLOT_BITS) - 1)) << KW_SEQUENCE_CPU_BITS |
           (cpu & ((1u << KW_SEQUENCE_CPU_BITS) - 1));
}

#define KW_ASSERT_OFFSET(type, field, at)                                                                              \
    KW_STATIC_ASSERT(__builtin_offsetof(struct type, field) == (at), #type "." #field " moved")
#define KW_ASSERT_SIZE(type, size) KW_STATIC_ASSERT(sizeof(struct type) == (size), #type " changed size")

KW_ASSERT_SIZE(kw_inode_id, 16);
KW_ASSERT_SIZE(kw_entry, 8);
KW_ASSERT_SIZE(kw_expected_name, 36);
KW_ASSERT_SIZE(kw_expectation, 8);
KW_ASSERT_SIZE(kw_shared, 8720);
KW_ASSERT_SIZE(kw_descriptor, 24);
KW_ASSERT_SIZE(kw_match, 32);
KW_ASSERT_SIZE(kw_identity, 24);
KW_ASSERT_SIZE(kw_allow_key, 56);
KW_ASSERT_SIZE(kw_repeat_key, 56);
KW_ASSERT_SIZE(kw_repeat_value, 24);
KW_ASSERT_SIZE(kw_ancestor, 48);
KW_ASSERT_OFFSET(kw_process, comm, 48);
KW_ASSERT_OFFSET(kw_process, identity, 96);
KW_ASSERT_OFFSET(kw_process, exe, 120);
KW_ASSERT_OFFSET(kw_process, ancestors, 144);
KW_ASSERT_SIZE(kw_process, 336);
KW_ASSERT_SIZE(kw_text, 8);
KW_ASSERT_OFFSET(kw_record, sequence, 8);
KW_ASSERT_OFFSET(kw_record, file, 32);
KW_ASSERT_OFFSET(kw_record, match, 64);
KW_ASSERT_OFFSET(kw_record, process, 128);
KW_ASSERT_OFFSET(kw_record, texts, 464);
KW_ASSERT_OFFSET(kw_record, text, 544);
KW_ASSERT_SIZE(kw_record, 6688);

#endif
