/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/*
 * The few kernel structures this program reads, each with only the members it reads. CO-RE relocates every access
 * against the running kernel's BTF, so the order and the offsets here mean nothing; names and nesting do.
 */
#ifndef KEYWARD_KERNEL_TYPES_H
#define KEYWARD_KERNEL_TYPES_H

typedef unsigned char __u8;
typedef unsigned short __u16;
typedef unsigned int __u32;
typedef unsigned long long __u64;
typedef signed char __s8;
typedef short __s16;
typedef int __s32;
typedef long long __s64;
typedef __u16 __be16;
typedef __u32 __be32;
typedef __u64 __be64;
typedef __u32 __wsum;
typedef __u8 __kw_u8;
typedef __u16 __kw_u16;
typedef __u32 __kw_u32;
typedef __u64 __kw_u64;
typedef _Bool bool;
#define true 1
#define false 0
#define NULL ((void *)0)

/* include/uapi/linux/stat.h */
#define S_IFMT 0170000
#define S_IFREG 0100000
#define S_IFDIR 0040000
#define S_IFBLK 0060000
#define S_ISREG(mode) (((mode)&S_IFMT) == S_IFREG)
#define S_ISDIR(mode) (((mode)&S_IFMT) == S_IFDIR)
#define S_ISBLK(mode) (((mode)&S_IFMT) == S_IFBLK)
/* include/uapi/linux/fs.h */
#define RENAME_EXCHANGE (1 << 1)
/* include/uapi/linux/sched.h */
#define CLONE_THREAD 0x00010000
/* include/uapi/linux/mount.h: calls of mount(2) that mount nothing. */
#define MS_REMOUNT 32
#define MS_UNBINDABLE (1 << 17)
#define MS_PRIVATE (1 << 18)
#define MS_SLAVE (1 << 19)
#define MS_SHARED (1 << 20)
#define EEXIST 17

/* include/uapi/linux/bpf.h */
enum bpf_map_type {
    BPF_MAP_TYPE_HASH = 1,
    BPF_MAP_TYPE_PERCPU_ARRAY = 6,
    BPF_MAP_TYPE_RINGBUF = 27,
    BPF_MAP_TYPE_TASK_STORAGE = 29,
};
#define BPF_ANY 0
#define BPF_NOEXIST 1
#define BPF_F_NO_PREALLOC 1
#define BPF_LOCAL_STORAGE_GET_F_CREATE 1

/* What a kprobe's program finds the arguments in, by the names bpf_tracing.h gives the registers outside the kernel. */
#if defined(__TARGET_ARCH_x86)
struct pt_regs {
    unsigned long r15, r14, r13, r12, rbp, rbx, r11, r10, r9, r8, rax, rcx, rdx, rsi, rdi;
    unsigned long orig_rax, rip, cs, eflags, rsp, ss;
};
#elif defined(__TARGET_ARCH_arm64)
struct user_pt_regs {
    __u64 regs[31], sp, pc, pstate;
};
#endif

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

struct super_block {
    __u32 s_dev;
};

struct inode {
    __u16 i_mode;
    struct super_block *i_sb;
    __u32 i_rdev;
    unsigned long i_ino;
    unsigned int i_nlink;
    __u32 i_generation;
};

struct qstr {
    const unsigned char *name;
};

struct dentry {
    struct dentry *d_parent;
    struct qstr d_name;
    struct inode *d_inode;
};

struct vfsmount {
    struct dentry *mnt_root;
};

struct mount {
    struct mount *mnt_parent;
    struct dentry *mnt_mountpoint;
    struct vfsmount mnt;
};

struct path {
    struct vfsmount *mnt;
    struct dentry *dentry;
};

struct file {
    struct path f_path;
    struct inode *f_inode;
    unsigned int f_flags;
    unsigned int f_mode;
};

struct fs_struct {
    struct path pwd;
};

struct mm_struct {
    struct file *exe_file;
    unsigned long arg_start;
    unsigned long arg_end;
};

struct ns_common {
    unsigned int inum;
};

struct mnt_namespace {
    struct ns_common ns;
};

struct nsproxy {
    struct mnt_namespace *mnt_ns;
};

struct pid_namespace {
    struct ns_common ns;
};

struct upid {
    int nr;
    struct pid_namespace *ns;
};

struct pid {
    unsigned int level;
    struct upid numbers[1];
};

typedef struct {
    __u32 val;
} kuid_t;

struct cred {
    kuid_t uid;
};

struct tty_struct {
    char name[64];
};

struct signal_struct {
    struct tty_struct *tty;
};

struct linux_binprm;

struct task_struct {
    int pid;
    int tgid;
    struct task_struct *real_parent;
    struct task_struct *group_leader;
    __u64 start_boottime;
    struct mm_struct *mm;
    struct fs_struct *fs;
    struct nsproxy *nsproxy;
    struct pid *thread_pid;
    struct signal_struct *signal;
    struct cred *cred;
    kuid_t loginuid;
    unsigned int sessionid;
    char comm[16];
};

struct seq_file;

struct bpf_iter_meta {
    struct seq_file *seq;
};

struct bpf_iter__task {
    struct bpf_iter_meta *meta;
    struct task_struct *task;
};

struct bpf_iter__task_file {
    struct bpf_iter_meta *meta;
    struct task_struct *task;
    __u32 fd;
    struct file *file;
};

#pragma clang attribute pop

#endif
