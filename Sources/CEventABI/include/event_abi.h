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
#define KW_RECORD_MAGIC 0x4B573031u /* "KW01" */

/* One component of a path is at most NAME_MAX (255) bytes plus its terminator. */
#define KW_COMPONENT_MAX 256
/* Path components as the kernel finds them: leaf first, each with its NUL, no slashes ("ca.key\0pki\0"). */
#define KW_PATH_BYTES 1024
#define KW_SHORT_PATH_BYTES 512
#define KW_ARGS_BYTES 512
#define KW_COMM_BYTES 16
#define KW_TTY_BYTES 64
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
};

/* What an entry of the protected set is. */
enum kw_entry_kind {
    KW_ENTRY_FILE = 1,      /* put there by user space */
    KW_ENTRY_DIRECTORY = 2, /* put there by user space; matches regular files at most `depth` levels below */
    KW_ENTRY_LEARNED = 3,   /* put there by the kernel: a file met below a directory, or renamed out of or into it */
};

enum kw_ring { KW_RING_SECRET = 0, KW_RING_OPEN = 1, KW_RINGS = 2 };

/* Counters of the kernel half, one per-CPU slot each. */
enum kw_counter {
    KW_COUNTER_SEEN_SECRET = 0,  /* hits meant for the secret ring */
    KW_COUNTER_SEEN_OPEN,        /* hits meant for the open ring */
    KW_COUNTER_DELIVERED_SECRET, /* records put into the secret ring */
    KW_COUNTER_DELIVERED_OPEN,   /* records put into the open ring */
    KW_COUNTER_LOST_SECRET_FULL, /* no room in the secret ring */
    KW_COUNTER_LOST_OPEN_FULL,   /* no room in the open ring */
    KW_COUNTER_LEARNED,          /* inodes learned in the kernel */
    KW_COUNTER_LEARN_FAILED,     /* inodes that did not fit into the protected set */
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

struct kw_path {
    __kw_u16 length;    /* bytes used */
    __kw_u8 components; /* names in it */
    __kw_u8 truncated;  /* 1: levels or bytes ran out before the root */
    __kw_u32 reserved;
    char names[KW_PATH_BYTES];
};

struct kw_short_path {
    __kw_u16 length;
    __kw_u8 components;
    __kw_u8 truncated;
    __kw_u32 reserved;
    char names[KW_SHORT_PATH_BYTES];
};

/*
 * The one block of memory both halves write: the user half maps it. A filter slot is a byte and is only ever set, so
 * that no update can be lost; a slot that is set for nothing costs one hash lookup.
 */
#define KW_INODE_SLOTS 8192u
#define KW_INODE_SLOT(inode) ((inode) & (KW_INODE_SLOTS - 1))
#define KW_DEVICE_SLOTS 256u
#define KW_DEVICE_SLOT(device) (((device) ^ ((device) >> 20)) & (KW_DEVICE_SLOTS - 1))
struct kw_shared {
    __kw_u8 inode_filter[KW_INODE_SLOTS];
    __kw_u8 device_filter[KW_DEVICE_SLOTS];
    __kw_u64 sequence[KW_RINGS]; /* numbers given out, by ring */
};

/* Opens both filters to an inode of the protected set; called after the set holds it. */
static inline void kw_shared_mark(struct kw_shared *shared, __kw_u64 inode, __kw_u32 device)
{
    shared->inode_filter[KW_INODE_SLOT(inode)] = 1;
    shared->device_filter[KW_DEVICE_SLOT(device)] = 1;
}

/* Entries of the protected set at most. */
#define KW_PROTECTED_MAX 65536u
/* Ring sizes in bytes: powers of two. The secret one holds about 1,300 records while nobody reads. */
#define KW_SECRET_RING_BYTES (8u << 20)
#define KW_OPEN_RING_BYTES (1u << 20)

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

struct kw_executable {
    struct kw_inode_id id; /* mm->exe_file; zero for a kernel thread */
    __kw_u32 links;        /* i_nlink; 0 once deleted */
    __kw_u32 reserved;
    struct kw_short_path path;
};

struct kw_ancestor {
    __kw_u32 pid; /* tgid; 0: no more ancestors */
    __kw_u32 uid;
    __kw_u64 start_time;
    struct kw_inode_id exe;
    char comm[KW_COMM_BYTES];
    struct kw_short_path exe_path;
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
    __kw_u16 args_length; /* bytes of args, NUL between arguments */
    __kw_u8 args_truncated;
    __kw_u8 reserved[5];
    char comm[KW_COMM_BYTES]; /* NUL-padded */
    char tty[KW_TTY_BYTES];   /* NUL-terminated driver name and number, empty: none */
    char args[KW_ARGS_BYTES];
    struct kw_short_path cwd;
    struct kw_executable exe;
    struct kw_ancestor ancestors[KW_ANCESTORS];
};

struct kw_record {
    __kw_u32 magic;
    __kw_u16 operation; /* enum kw_operation */
    __kw_u8 ring;       /* enum kw_ring */
    __kw_u8 is_directory;
    __kw_u64 sequence;  /* of this ring, from 1 */
    __kw_u64 boot_time; /* bpf_ktime_get_boot_ns */
    __kw_u32 flags;     /* open: f_flags; rename: renameat2 flags; else 0 */
    __kw_u32 mode;      /* open: f_mode; else 0 */
    struct kw_inode_id file;
    struct kw_inode_id replaced; /* rename: what the new name pointed to, zero if nothing */
    struct kw_match match;       /* open, unlink: the file; rename, link: the old name's side */
    struct kw_match new_match;   /* rename, link: the new name's side */
    struct kw_path path;         /* open: as the opener's mount namespace shows it; else old name, in its file system */
    struct kw_path path_two;     /* rename, link: new name; else the name; in its file system */
    struct kw_process process;
};

#define KW_ASSERT_OFFSET(type, field, at)                                                                              \
    KW_STATIC_ASSERT(__builtin_offsetof(struct type, field) == (at), #type "." #field " moved")
#define KW_ASSERT_SIZE(type, size) KW_STATIC_ASSERT(sizeof(struct type) == (size), #type " changed size")

KW_ASSERT_SIZE(kw_inode_id, 16);
KW_ASSERT_SIZE(kw_entry, 8);
KW_ASSERT_SIZE(kw_shared, 8464);
KW_ASSERT_SIZE(kw_descriptor, 24);
KW_ASSERT_SIZE(kw_path, 1032);
KW_ASSERT_SIZE(kw_short_path, 520);
KW_ASSERT_SIZE(kw_match, 32);
KW_ASSERT_SIZE(kw_executable, 544);
KW_ASSERT_SIZE(kw_ancestor, 568);
KW_ASSERT_OFFSET(kw_process, args_length, 48);
KW_ASSERT_OFFSET(kw_process, comm, 56);
KW_ASSERT_OFFSET(kw_process, args, 136);
KW_ASSERT_OFFSET(kw_process, cwd, 648);
KW_ASSERT_OFFSET(kw_process, exe, 1168);
KW_ASSERT_OFFSET(kw_process, ancestors, 1712);
KW_ASSERT_SIZE(kw_process, 3984);
KW_ASSERT_OFFSET(kw_record, sequence, 8);
KW_ASSERT_OFFSET(kw_record, file, 32);
KW_ASSERT_OFFSET(kw_record, match, 64);
KW_ASSERT_OFFSET(kw_record, path, 128);
KW_ASSERT_OFFSET(kw_record, process, 2192);
KW_ASSERT_SIZE(kw_record, 6176);

#endif
