/* SPDX-License-Identifier: Apache-2.0 */
/* Pipes, poll, select, epoll, event descriptors. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <unistd.h>

#include "promise.h"
#include "spin.h"

#define STREAM_BYTES (4 * 1024 * 1024)

static unsigned char expected(long i)
{
	return (unsigned char)(i * 7 + (i >> 8) * 13);
}

static int write_stream(void)
{
	static unsigned char bytes[10007];
	long done = 0;

	while (done < STREAM_BYTES) {
		long part = STREAM_BYTES - done < (long)sizeof(bytes) ? STREAM_BYTES - done : (long)sizeof(bytes);

		for (long i = 0; i < part; i++)
			bytes[i] = expected(done + i);
		part = write(1, bytes, (size_t)part);
		if (part < 0)
			return 1;
		done += part;
	}
	return 0;
}

static void stream(void)
{
	char *argv[] = { (char *)"self", (char *)"stream", NULL };
	posix_spawn_file_actions_t actions;
	static unsigned char bytes[65536];
	long done = 0, wrong = 0;
	int ends[2], status;
	ssize_t count;
	pid_t pid;

	EXPECT(!pipe2(ends, O_CLOEXEC));
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
	EXPECT(!posix_spawn(&pid, "/proc/self/exe", &actions, NULL, argv, environ));
	close(ends[1]);
	while ((count = read(ends[0], bytes, sizeof(bytes))) > 0) {
		for (ssize_t i = 0; i < count; i++)
			wrong += bytes[i] != expected(done + i);
		done += count;
	}
	EXPECT(done == STREAM_BYTES);
	EXPECT(wrong == 0);
	EXPECT(waitpid(pid, &status, 0) == pid && status == 0);
	close(ends[0]);
}

static void polling(void)
{
	struct timeval soon = { 0, 20000 };
	struct pollfd one;
	long long begun;
	fd_set set;
	int ends[2];

	EXPECT(!pipe(ends));
	one = (struct pollfd){ ends[0], POLLIN, 0 };
	begun = now_ns();
	EXPECT(poll(&one, 1, 20) == 0);
	EXPECT(now_ns() - begun >= 19000000LL);
	FD_ZERO(&set);
	FD_SET(ends[0], &set);
	EXPECT(select(ends[0] + 1, &set, NULL, NULL, &soon) == 0);
	EXPECT(write(ends[1], "x", 1) == 1);
	EXPECT(poll(&one, 1, -1) == 1 && one.revents == POLLIN);
	FD_SET(ends[0], &set);
	EXPECT(select(ends[0] + 1, &set, NULL, NULL, NULL) == 1 && FD_ISSET(ends[0], &set));
	close(ends[1]);
	EXPECT(poll(&one, 1, -1) == 1 && (one.revents & POLLHUP));
	close(ends[0]);
}

static void event_polling(void)
{
	struct epoll_event event = { .events = EPOLLIN, .data.u64 = 77 }, seen;
	int set = epoll_create1(EPOLL_CLOEXEC), counter = eventfd(0, EFD_NONBLOCK);
	uint64_t value = 3;

	EXPECT(set >= 0 && counter >= 0);
	EXPECT(!epoll_ctl(set, EPOLL_CTL_ADD, counter, &event));
	EXPECT(epoll_wait(set, &seen, 1, 10) == 0);
	EXPECT(write(counter, &value, sizeof(value)) == sizeof(value));
	EXPECT(epoll_wait(set, &seen, 1, -1) == 1 && seen.data.u64 == 77);
	EXPECT(read(counter, &value, sizeof(value)) == sizeof(value) && value == 3);
	EXPECT(read(counter, &value, sizeof(value)) == -1 && errno == EAGAIN);
	close(counter);
	close(set);
}

int main(int argc, char **argv)
{
	if (argc > 1 && !strcmp(argv[1], "stream"))
		return write_stream();
	stream();
	polling();
	event_polling();
	return promise("pipes carry every byte; poll, select and epoll wait for what they should");
}
