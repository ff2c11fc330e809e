/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "promise.h"
#include "spin.h"

static int wait_status(pid_t pid)
{
	int status = -1;

	EXPECT(waitpid(pid, &status, 0) == pid);
	return status;
}

static void vfork_exec(void)
{
	for (int i = 0; i < 20; i++) {
		pid_t pid = vfork();

		if (!pid) {
			execl("/proc/self/exe", "self", "exit", "7", NULL);
			_exit(127);
		}
		EXPECT(pid > 0);
		EXPECT(WEXITSTATUS(wait_status(pid)) == 7);
	}
}

/* A child by vfork runs in our memory: what it writes we see. */
static void vfork_shares(void)
{
	volatile int seen = 0;
	pid_t pid = vfork();

	if (!pid) {
		seen = 42;
		_exit(3);
	}
	EXPECT(seen == 42);
	EXPECT(WEXITSTATUS(wait_status(pid)) == 3);
}

static void spawn_with_actions(void)
{
	char *argv[] = { (char *)"sh", (char *)"-c", (char *)"echo spawned", NULL };
	posix_spawn_file_actions_t actions;
	char text[32] = "";
	int ends[2];
	pid_t pid;

	EXPECT(!pipe(ends));
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
	posix_spawn_file_actions_addclose(&actions, ends[0]);
	EXPECT(!posix_spawnp(&pid, "sh", &actions, NULL, argv, environ));
	close(ends[1]);
	EXPECT(read(ends[0], text, sizeof(text) - 1) == 8);
	EXPECT(!strcmp(text, "spawned\n"));
	EXPECT(wait_status(pid) == 0);
	close(ends[0]);
	posix_spawn_file_actions_destroy(&actions);
}

static int spawn_error(const char *path)
{
	char *argv[] = { (char *)path, NULL };
	pid_t pid;
	int error = posix_spawn(&pid, path, NULL, NULL, argv, environ);

	if (!error)
		wait_status(pid);
	return error;
}

static void write_program(const char *path, const char *bytes, size_t count)
{
	int fd = open(path, O_CREAT | O_TRUNC | O_WRONLY, 0755);

	EXPECT(fd >= 0);
	EXPECT(write(fd, bytes, count) == (ssize_t)count);
	close(fd);
}

static void bad_programs(void)
{
	static const char arm[64] = "\x7f"
				    "ELF\1\1\1\0\0\0\0\0\0\0\0\0\2\0\x28\0\1\0\0\0";
	static const char cut[] = "\x7f"
				  "ELF\2\1\1";
	int error;

	EXPECT(spawn_error("/no/such/program") == ENOENT);
	EXPECT(spawn_error("/tmp") == EACCES);
	write_program("/tmp/arm", arm, sizeof(arm));
	error = spawn_error("/tmp/arm");
	printf("  a program for another machine: %s\n", strerror(error));
	EXPECT(error == ENOEXEC);
	write_program("/tmp/cut", cut, sizeof(cut) - 1);
	EXPECT(spawn_error("/tmp/cut") == ENOEXEC);
	write_program("/tmp/words", "these are words\n", 16);
	EXPECT(spawn_error("/tmp/words") == ENOEXEC);
	chmod("/tmp/words", 0644);
	EXPECT(spawn_error("/tmp/words") == EACCES);
	unlink("/tmp/arm");
	unlink("/tmp/cut");
	unlink("/tmp/words");
}

static void kills(void)
{
	pid_t pid = start_self("wait", NULL);

	EXPECT(pid > 0);
	EXPECT(!kill(pid, SIGSTOP));
	EXPECT(!kill(pid, SIGCONT));
	EXPECT(!kill(pid, SIGKILL));
	EXPECT(WTERMSIG(wait_status(pid)) == SIGKILL);
	EXPECT(kill(pid, 0) == -1 && errno == ESRCH);
	EXPECT(waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD);
}

int main(int argc, char **argv)
{
	if (argc > 2 && !strcmp(argv[1], "exit"))
		return atoi(argv[2]);
	if (argc > 1 && !strcmp(argv[1], "wait"))
		for (;;)
			pause();
	vfork_exec();
	vfork_shares();
	spawn_with_actions();
	bad_programs();
	kills();
	return promise("programs are started, awaited and killed; what is no program is refused in words");
}
