/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stress SECONDS COMMAND...: every command over and over, all at the same time, while members of them are killed at random
 * and memory runs short now and then. Each command is itself a test: it ends with 0 where everything was right.
 *
 * What ends otherwise has an explanation: a process of it was killed by us, or memory was short and it ended with an error
 * or was killed by the kernel for that. A fault (SIGSEGV and the like) is never one. Anything else is an unexplained event, printed with the end of its output, and breaks the promise.
 */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "promise.h"

#define MOST_COMMANDS 32
#define TAIL_BYTES 1500
#define PIECE (1 << 20)

struct slot {
	const char *command;
	pid_t pid;
	bool hit;	      /* we killed a process of it */
	bool short_of_memory; /* while it ran, memory was short */
	unsigned int right, killed, starved, unexplained;
};

static struct slot slots[MOST_COMMANDS];
static int slot_count;
static unsigned int kills, shortages;
static bool verbose; /* STRESS_VERBOSE is set */
static pid_t hog;

static long long now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static void log_name(const struct slot *slot, char *name, size_t size)
{
	snprintf(name, size, "/tmp/stress.%d", (int)(slot - slots));
}

static void write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	if (fd < 0)
		return;
	if (write(fd, text, strlen(text)) < 0)
		perror(path);
	close(fd);
}

static void start(struct slot *slot)
{
	char name[32];

	log_name(slot, name, sizeof(name));
	slot->hit = false;
	slot->short_of_memory = hog > 0;
	slot->pid = fork();
	if (slot->pid)
		return;
	setsid();
	write_file("/proc/self/oom_score_adj", "0");
	unlink(name);
	close(STDIN_FILENO);
	open("/dev/null", O_RDONLY);
	dup2(open(name, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600), STDOUT_FILENO);
	dup2(STDOUT_FILENO, STDERR_FILENO);
	execl("/bin/sh", "sh", "-c", slot->command, (char *)NULL);
	_exit(126);
}

/* The end of what it printed. */
static void read_tail(const struct slot *slot, char *text)
{
	char name[32];
	ssize_t count = 0;
	int fd;

	log_name(slot, name, sizeof(name));
	fd = open(name, O_RDONLY | O_CLOEXEC);
	if (fd >= 0) {
		off_t size = lseek(fd, 0, SEEK_END);

		lseek(fd, size > TAIL_BYTES ? size - TAIL_BYTES : 0, SEEK_SET);
		count = read(fd, text, TAIL_BYTES);
		close(fd);
	}
	text[count > 0 ? count : 0] = '\0';
}

static bool speaks_of_memory(const char *text)
{
	static const char *const words[] = { "memory",	 "ENOMEM", "errno 12",	 "errno 11",
					     "Memory",	 "Killed", "allocate",	 "failed to map",
					     "signal 9", "fork",   "status 137", "unavailable" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strstr(text, words[i]))
			return true;
	return false;
}

static bool was_killed(int status)
{
	return (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) ||
	       (WIFEXITED(status) && WEXITSTATUS(status) == 137);
}

static bool faulted(int status)
{
	int number = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status) - 128;

	return number == SIGSEGV || number == SIGBUS || number == SIGILL || number == SIGABRT || number == SIGFPE;
}

static void judge(struct slot *slot, int status)
{
	char text[TAIL_BYTES + 1];

	kill(-slot->pid, SIGKILL); /* what is left of it */
	if (WIFEXITED(status) && !WEXITSTATUS(status)) {
		slot->right++;
		return;
	}
	if (slot->hit) {
		slot->killed++;
		return;
	}
	read_tail(slot, text);
	/*
	 * All of it at once may run short of memory without us: then it must say so. While we take the memory away, any
	 * error is one; a fault is not, but for an exec that found no memory for the program, as on every Linux.
	 */
	if (was_killed(status) || speaks_of_memory(text) ||
	    (slot->short_of_memory && (!faulted(status) || !strcmp(text, "Segmentation fault\n") || !*text))) {
		slot->starved++;
		if (verbose)
			printf("short of memory: %s: status %#x\n%s\n", slot->command, (unsigned int)status, text);
		return;
	}
	slot->unexplained++;
	printf("UNEXPLAINED: %s: status %#x%s\n%s\n", slot->command, (unsigned int)status,
	       slot->short_of_memory ? ", memory was short" : "", text);
	fflush(stdout);
}

static struct slot *slot_of(pid_t pid)
{
	for (int i = 0; i < slot_count; i++)
		if (slots[i].pid == pid)
			return &slots[i];
	return NULL;
}

static void reap(bool again)
{
	struct slot *slot;
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		if (pid == hog)
			hog = 0;
		slot = slot_of(pid);
		if (!slot)
			continue;
		judge(slot, status);
		slot->pid = 0;
		if (again)
			start(slot);
	}
}

/* The session of a process, 0 if it cannot be known. */
static int session_of(const char *pid)
{
	char path[300], line[512], *end;
	int fd, session = 0;
	ssize_t count;

	snprintf(path, sizeof(path), "/proc/%s/stat", pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	count = read(fd, line, sizeof(line) - 1);
	close(fd);
	line[count > 0 ? count : 0] = '\0';
	end = strrchr(line, ')');
	if (!end || sscanf(end + 1, " %*c %*d %*d %d", &session) != 1)
		return 0;
	return session;
}

/* One process of one command. */
static void kill_somebody(void)
{
	struct slot *slot = &slots[rand() % slot_count];
	DIR *folder = opendir("/proc");
	struct dirent *entry;
	int seen = 0;
	pid_t chosen = 0;

	while (folder && slot->pid > 0 && (entry = readdir(folder)))
		if (entry->d_name[0] >= '1' && entry->d_name[0] <= '9' && session_of(entry->d_name) == slot->pid &&
		    rand() % ++seen == 0)
			chosen = atoi(entry->d_name);
	if (folder)
		closedir(folder);
	if (!chosen)
		return;
	slot->hit = true;
	if (!kill(chosen, rand() % 4 ? SIGKILL : SIGTERM))
		kills++;
}

/* Takes memory until there is none, holds it a while. Every other time the kernel may rather end somebody else. */
static void run_short(void)
{
	struct timespec hold = { 0, 200000000 };
	char *piece;

	for (int i = 0; i < slot_count; i++)
		slots[i].short_of_memory = true;
	shortages++;
	hog = fork();
	if (hog)
		return;
	write_file("/proc/self/oom_score_adj", shortages % 2 ? "1000" : "-500");
	for (;;) {
		piece = mmap(NULL, PIECE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		if (piece == MAP_FAILED)
			break;
		memset(piece, 1, PIECE);
	}
	nanosleep(&hold, NULL);
	_exit(0);
}

static void run_for(int seconds)
{
	long long end = now_ms() + seconds * 1000LL;
	long long next_kill = now_ms() + 1000, next_shortage = now_ms() + 5000;
	struct timespec pause = { 0, 50000000 };

	while (now_ms() < end) {
		reap(true);
		for (int i = 0; i < slot_count; i++) {
			if (slots[i].pid <= 0)
				start(&slots[i]);
			if (hog > 0)
				slots[i].short_of_memory = true;
		}
		if (now_ms() >= next_kill) {
			kill_somebody();
			next_kill = now_ms() + 1000 + rand() % 3000;
		}
		if (now_ms() >= next_shortage && hog <= 0) {
			run_short();
			next_shortage = now_ms() + 5000 + rand() % 10000;
		}
		nanosleep(&pause, NULL);
	}
}

static void print_file(const char *path)
{
	char text[4096];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t count;

	while (fd >= 0 && (count = read(fd, text, sizeof(text))) > 0)
		fwrite(text, 1, (size_t)count, stdout);
	if (fd >= 0)
		close(fd);
}

int main(int argc, char **argv)
{
	unsigned int right = 0;

	if (argc < 3) {
		fprintf(stderr, "usage: stress SECONDS COMMAND...\n");
		return 2;
	}
	verbose = getenv("STRESS_VERBOSE");
	write_file("/proc/self/oom_score_adj", "-1000");
	srand((unsigned int)time(NULL));
	for (int i = 2; i < argc && slot_count < MOST_COMMANDS; i++)
		slots[slot_count++].command = argv[i];
	run_for(atoi(argv[1]));
	for (int i = 0; i < slot_count; i++) {
		slots[i].hit = true;
		if (slots[i].pid > 0)
			kill(-slots[i].pid, SIGKILL);
	}
	while (waitpid(-1, NULL, 0) > 0)
		;
	for (int i = 0; i < slot_count; i++) {
		struct slot *slot = &slots[i];

		printf("right %u, killed %u, short of memory %u, unexplained %u: %.60s\n", slot->right, slot->killed,
		       slot->starved, slot->unexplained, slot->command);
		EXPECT(!slot->unexplained);
		right += slot->right;
	}
	EXPECT(right);
	printf("kills %u, shortages %u\n", kills, shortages);
	print_file("/proc/dozen/families");
	return promise("all of it at once, with kills and shortage, and no unexplained event");
}
