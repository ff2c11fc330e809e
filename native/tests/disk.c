/* SPDX-License-Identifier: Apache-2.0 */
/*
 * disk: runs a program for which one folder lies on a worse disk than it does.
 *
 *   disk FOLDER FAULT,... REPORT COMMAND...
 *
 *   full=N         no space left after N bytes were written to files below the folder
 *   read-only      nothing below it can be changed
 *   no-locks       flock() and fcntl() locks are not there, as on some network disks
 *   no-links       no hard links
 *   no-exchange    no flags of renameat2()
 *   no-clones      no shared blocks
 *   no-holes       no SEEK_DATA and SEEK_HOLE
 *   no-allocation  no fallocate(), so no holes are punched either
 *   no-sharing     no shared mappings of files
 *   kill=N         before the Nth change below the folder, the command and all it started are killed (SIGKILL)
 *   kill-first=N   the same, of the command's own process alone
 *   none           only count
 *
 * What was seen is written to REPORT as "changes N bytes N". The exit code is the command's; 137 if it was killed.
 *
 * It takes no right of root: a filter hands those system calls to us, and we answer with an error or let them pass. All
 * processes that the command starts are under it. Nothing is changed on the disk by us.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/fs.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define NO_WORD (-1)
#define WRITING (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)
#define MOST_CODE 512

/* How a call names the file that it is about. */
enum subject { BY_DESCRIPTOR, BY_PATH, BY_PLACE /* a folder's descriptor, then a path */ };

/* What a call does to it. */
enum deed { CHANGES, WRITES, OPENS, LOCKS, LINKS, RENAMES, CLONES, SEEKS, ALLOCATES, MAPS };

struct call {
	long number;
	enum subject subject;
	int word;   /* which argument names the file */
	int length; /* which argument is a number of bytes, or NO_WORD */
	enum deed deed;
	int test;	 /* which argument decides whether we are asked at all, or NO_WORD */
	uint32_t mask;	 /* asked if one of these bits is set in it, */
	uint32_t values; /* or, without a mask, if it is at least this */
};

static const struct call calls[] = {
	{ SYS_write, BY_DESCRIPTOR, 0, 2, WRITES, 0, 0, 3 },
	{ SYS_pwrite64, BY_DESCRIPTOR, 0, 2, WRITES, NO_WORD, 0, 0 },
	{ SYS_writev, BY_DESCRIPTOR, 0, NO_WORD, WRITES, 0, 0, 3 },
	{ SYS_pwritev, BY_DESCRIPTOR, 0, NO_WORD, WRITES, NO_WORD, 0, 0 },
	{ SYS_sendfile, BY_DESCRIPTOR, 0, 3, WRITES, NO_WORD, 0, 0 },
	{ SYS_copy_file_range, BY_DESCRIPTOR, 2, 4, WRITES, NO_WORD, 0, 0 },
	{ SYS_ftruncate, BY_DESCRIPTOR, 0, NO_WORD, CHANGES, NO_WORD, 0, 0 },
	{ SYS_truncate, BY_PATH, 0, NO_WORD, CHANGES, NO_WORD, 0, 0 },
	{ SYS_fallocate, BY_DESCRIPTOR, 0, 3, ALLOCATES, NO_WORD, 0, 0 },
	{ SYS_open, BY_PATH, 0, NO_WORD, OPENS, 1, WRITING, 0 },
	{ SYS_openat, BY_PLACE, 1, NO_WORD, OPENS, 2, WRITING, 0 },
	{ SYS_creat, BY_PATH, 0, NO_WORD, CHANGES, NO_WORD, 0, 0 },
	{ SYS_rename, BY_PATH, 1, NO_WORD, CHANGES, NO_WORD, 0, 0 },
	{ SYS_renameat, BY_PLACE, 3, NO_WORD, CHANGES, NO_WORD, 0, 0 },
	{ SYS_renameat2, BY_PLACE, 3, NO_WORD, RENAMES, NO_WORD, 0, 0 },
	{ SYS_link, BY_PATH, 1, NO_WORD, LINKS, NO_WORD, 0, 0 },
	{ SYS_linkat, BY_PLACE, 3, NO_WORD, LINKS, NO_WORD, 0, 0 },
	{ SYS_symlink, BY_PATH, 1, NO_WORD, CHANGES, NO_WORD, 0, 0 },
	{ SYS_symlinkat, BY_PLACE, 2, NO_WORD, CHANGES, NO_WORD, 0, 0 },
	{ SYS_unlink, BY_PATH, 0, NO_WORD, CHANGES, NO_WORD, 0, 0 },
	{ SYS_unlinkat, BY_PLACE, 1, NO_WORD, CHANGES, NO_WORD, 0, 0 },
	{ SYS_mkdir, BY_PATH, 0, NO_WORD, CHANGES, NO_WORD, 0, 0 },
	{ SYS_mkdirat, BY_PLACE, 1, NO_WORD, CHANGES, NO_WORD, 0, 0 },
	{ SYS_rmdir, BY_PATH, 0, NO_WORD, CHANGES, NO_WORD, 0, 0 },
	{ SYS_chmod, BY_PATH, 0, NO_WORD, CHANGES, NO_WORD, 0, 0 },
	{ SYS_fchmod, BY_DESCRIPTOR, 0, NO_WORD, CHANGES, NO_WORD, 0, 0 },
	{ SYS_fchmodat, BY_PLACE, 1, NO_WORD, CHANGES, NO_WORD, 0, 0 },
	{ SYS_flock, BY_DESCRIPTOR, 0, NO_WORD, LOCKS, NO_WORD, 0, 0 },
	{ SYS_fcntl, BY_DESCRIPTOR, 0, NO_WORD, LOCKS, 1, 0, F_SETLK },
	{ SYS_ioctl, BY_DESCRIPTOR, 0, NO_WORD, CLONES, 1, 0, FICLONERANGE },
	{ SYS_lseek, BY_DESCRIPTOR, 0, NO_WORD, SEEKS, 2, 0, SEEK_DATA },
	{ SYS_mmap, BY_DESCRIPTOR, 4, NO_WORD, MAPS, 3, MAP_SHARED, 0 },
};

struct disk {
	char folder[PATH_MAX];
	uint64_t full;
	bool is_full, read_only, no_locks, no_links, no_exchange, no_clones, no_holes, no_allocation, no_sharing;
	uint64_t kill;
	bool kill_all;
	pid_t command;
	uint64_t changes, bytes;
};

static void die(const char *what)
{
	fprintf(stderr, "disk: %s: %s\n", what, strerror(errno));
	exit(125);
}

/* ---- the filter ---- */

static void put(struct sock_fprog *program, struct sock_filter line)
{
	if (program->len == MOST_CODE)
		die("the filter is too long");
	program->filter[program->len++] = line;
}

static uint32_t low_half(int word)
{
	return (uint32_t)(offsetof(struct seccomp_data, args) + sizeof(uint64_t) * (size_t)word);
}

static void put_call(struct sock_fprog *program, const struct call *call)
{
	struct sock_filter ask = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF);
	struct sock_filter number = BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
	bool tests = call->test != NO_WORD;

	put(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call->number, 0, tests ? 4 : 1));
	if (!tests) {
		put(program, ask);
		return;
	}
	put(program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, low_half(call->test)));
	if (call->mask)
		put(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, call->mask, 0, 1));
	else
		put(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, call->values, 0, 1));
	put(program, ask);
	put(program, number);
}

/* Gives the descriptor on which calls are asked about. */
static int install(void)
{
	static struct sock_filter code[MOST_CODE];
	struct sock_fprog program = { 0, code };
	struct sock_filter pass = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);

	put(&program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)));
	put(&program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 1, 0));
	put(&program, pass);
	put(&program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)));
	for (size_t i = 0; i < COUNT(calls); i++)
		put_call(&program, &calls[i]);
	put(&program, pass);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		return -1;
	return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
}

/* ---- whose file it is ---- */

/* The path of an open file of a process, or of its working directory. */
static bool link_of(char *to, size_t size, unsigned int pid, int number)
{
	char name[64];
	ssize_t length;

	if (number == AT_FDCWD)
		snprintf(name, sizeof(name), "/proc/%u/cwd", pid);
	else
		snprintf(name, sizeof(name), "/proc/%u/fd/%d", pid, number);
	length = readlink(name, to, size - 1);
	to[length > 0 ? length : 0] = '\0';
	return length > 0;
}

static bool text_of(unsigned int pid, uint64_t address, char *text, size_t size)
{
	size_t done = 0;

	while (done < size - 1) {
		/* Up to the end of the page: the next one may not be there. */
		size_t part = 4096 - (address + done) % 4096;
		struct iovec here = { text + done, part < size - 1 - done ? part : size - 1 - done };
		struct iovec there = { (void *)(address + done), here.iov_len };
		ssize_t got = process_vm_readv((pid_t)pid, &here, 1, &there, 1, 0);

		if (got <= 0)
			return false;
		if (memchr(here.iov_base, '\0', (size_t)got))
			return true;
		done += (size_t)got;
	}
	text[done] = '\0';
	return true;
}

static bool below(const struct disk *disk, const char *path)
{
	size_t length = strlen(disk->folder);

	return !strncmp(path, disk->folder, length) && (path[length] == '/' || !path[length]);
}

static bool is_ours(const struct disk *disk, const struct seccomp_notif *asked, const struct call *call)
{
	static char path[2 * PATH_MAX + 2], text[PATH_MAX];
	const __u64 *words = asked->data.args;
	int folder;

	if (call->subject == BY_DESCRIPTOR)
		return link_of(path, sizeof(path), asked->pid, (int)words[call->word]) && below(disk, path);
	if (!text_of(asked->pid, words[call->word], text, sizeof(text)))
		return false;
	/* A descriptor by its name, as sealed programs reopen what they hold. */
	if (sscanf(text, "/proc/self/fd/%d", &folder) == 1)
		return link_of(path, sizeof(path), asked->pid, folder) && below(disk, path);
	if (text[0] == '/')
		return below(disk, text);
	folder = call->subject == BY_PLACE ? (int)words[call->word - 1] : AT_FDCWD;
	if (!link_of(path, PATH_MAX, asked->pid, folder))
		return false;
	strcat(path, "/");
	strcat(path, text);
	return below(disk, path);
}

/* ---- what is answered ---- */

static bool is_change(const struct call *call, const __u64 *words)
{
	switch (call->deed) {
	case OPENS:
		return (words[call->test] & (O_CREAT | O_TRUNC)) != 0;
	case LOCKS:
	case SEEKS:
	case MAPS:
		return false;
	default:
		return true;
	}
}

static bool is_lock(const struct call *call, const __u64 *words)
{
	return call->number == SYS_flock ? words[1] != 8 /* LOCK_UN */
					 : words[1] == F_SETLK || words[1] == F_SETLKW || words[1] == F_OFD_SETLK ||
						   words[1] == F_OFD_SETLKW;
}

static int error_of(struct disk *disk, const struct call *call, const __u64 *words)
{
	uint64_t bytes = call->length == NO_WORD ? 0 : words[call->length];

	if (disk->read_only && (is_change(call, words) || call->deed == OPENS))
		return EROFS;
	switch (call->deed) {
	case LOCKS:
		return disk->no_locks && is_lock(call, words) ? ENOLCK : 0;
	case LINKS:
		return disk->no_links ? EPERM : 0;
	case RENAMES:
		return disk->no_exchange && words[4] ? EINVAL : 0;
	case CLONES:
		return disk->no_clones ? EOPNOTSUPP : 0;
	case SEEKS:
		return disk->no_holes ? EINVAL : 0;
	case MAPS:
		return disk->no_sharing ? ENODEV : 0;
	case ALLOCATES:
		if (disk->no_allocation)
			return EOPNOTSUPP;
		if (words[1] & FALLOC_FL_PUNCH_HOLE)
			return 0;
		break;
	case WRITES:
		break;
	default:
		return 0;
	}
	if (disk->is_full && call->number == SYS_copy_file_range)
		return EOPNOTSUPP; /* its length may be more than there is */
	if (disk->is_full && disk->bytes + bytes > disk->full)
		return ENOSPC;
	disk->bytes += bytes;
	return 0;
}

static const struct call *call_of(long number)
{
	for (size_t i = 0; i < COUNT(calls); i++)
		if (calls[i].number == number)
			return &calls[i];
	return NULL;
}

/* Whether the call is to be answered; not if whoever made it was killed. */
static bool judge(struct disk *disk, const struct seccomp_notif *asked, int *error)
{
	const struct call *call = call_of(asked->data.nr);

	*error = 0;
	if (!call || !is_ours(disk, asked, call))
		return true;
	if (call->number == SYS_ioctl && asked->data.args[1] != FICLONE && asked->data.args[1] != FICLONERANGE)
		return true;
	if (is_change(call, asked->data.args)) {
		disk->changes++;
		if (disk->kill && disk->changes == disk->kill) {
			kill(disk->kill_all ? -disk->command : disk->command, SIGKILL);
			if (disk->kill_all || (pid_t)asked->pid == disk->command)
				return false;
		}
	}
	*error = error_of(disk, call, asked->data.args);
	return true;
}

static void serve(struct disk *disk, int listener)
{
	struct pollfd wait = { listener, POLLIN, 0 };

	for (;;) {
		struct seccomp_notif asked;
		struct seccomp_notif_resp answer;
		int error;

		if (poll(&wait, 1, -1) < 0 && errno != EINTR)
			die("poll");
		if (wait.revents & POLLHUP)
			return; /* nobody is left */
		memset(&asked, 0, sizeof(asked));
		if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &asked))
			continue; /* whoever asked is gone */
		if (!judge(disk, &asked, &error))
			continue;
		memset(&answer, 0, sizeof(answer));
		answer.id = asked.id;
		answer.error = -error;
		answer.flags = error ? 0 : SECCOMP_USER_NOTIF_FLAG_CONTINUE;
		ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &answer);
	}
}

/* ---- start ---- */

static bool number_after(const char *word, const char *name, uint64_t *number)
{
	size_t length = strlen(name);

	if (strncmp(word, name, length) || word[length] != '=')
		return false;
	*number = strtoull(word + length + 1, NULL, 10);
	return true;
}

static void parse_fault(struct disk *disk, const char *word)
{
	const struct {
		const char *name;
		bool *value;
	} flags[] = {
		{ "read-only", &disk->read_only },   { "no-locks", &disk->no_locks },
		{ "no-links", &disk->no_links },     { "no-exchange", &disk->no_exchange },
		{ "no-clones", &disk->no_clones },   { "no-holes", &disk->no_holes },
		{ "no-sharing", &disk->no_sharing }, { "no-allocation", &disk->no_allocation },
	};

	for (size_t i = 0; i < COUNT(flags); i++)
		if (!strcmp(word, flags[i].name)) {
			*flags[i].value = true;
			return;
		}
	if (number_after(word, "full", &disk->full)) {
		disk->is_full = true;
	} else if (number_after(word, "kill", &disk->kill)) {
		disk->kill_all = true;
	} else if (!number_after(word, "kill-first", &disk->kill) && strcmp(word, "none")) {
		fprintf(stderr, "disk: no such fault: %s\n", word);
		exit(125);
	}
}

static pid_t start(char **command, int *listener)
{
	int pair[2], number = -1, pidfd;
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair))
		die("socketpair");
	pid = fork();
	if (pid < 0)
		die("fork");
	if (!pid) {
		char go;

		setpgid(0, 0);
		number = install();
		if (number < 0)
			die("the filter cannot be installed");
		/* Not write(): that is asked about, and nobody answers yet. */
		if (send(pair[1], &number, sizeof(number), 0) < 0 || recv(pair[1], &go, 1, 0) != 1)
			_exit(125);
		close(number);
		execvp(command[0], command);
		_exit(126);
	}
	close(pair[1]);
	pidfd = (int)syscall(SYS_pidfd_open, pid, 0);
	if (recv(pair[0], &number, sizeof(number), 0) != sizeof(number) || pidfd < 0)
		die("the command did not start");
	*listener = (int)syscall(SYS_pidfd_getfd, pidfd, number, 0);
	if (*listener < 0)
		die("the filter's listener cannot be had");
	if (send(pair[0], "", 1, 0) != 1)
		die("send");
	close(pidfd);
	close(pair[0]);
	return pid;
}

int main(int argc, char **argv)
{
	static struct disk disk;
	int listener, status;
	char *word;
	FILE *report;

	if (argc < 5) {
		fprintf(stderr, "usage: disk FOLDER FAULT,... REPORT COMMAND...\n");
		return 125;
	}
	if (!realpath(argv[1], disk.folder))
		die(argv[1]);
	for (word = strtok(argv[2], ","); word; word = strtok(NULL, ","))
		parse_fault(&disk, word);
	disk.command = start(argv + 4, &listener);
	serve(&disk, listener);
	if (waitpid(disk.command, &status, 0) < 0)
		die("waitpid");
	report = fopen(argv[3], "w");
	if (!report)
		die(argv[3]);
	fprintf(report, "changes %llu bytes %llu\n", (unsigned long long)disk.changes, (unsigned long long)disk.bytes);
	fclose(report);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
