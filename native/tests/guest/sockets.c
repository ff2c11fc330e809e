/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "promise.h"

#define BYTES (256 * 1024)

static void *echo(void *argument)
{
	int listener = *(int *)argument;
	int fd = accept(listener, NULL, NULL);
	char bytes[8192];
	ssize_t count;

	while ((count = read(fd, bytes, sizeof(bytes))) > 0) {
		if (write(fd, bytes, (size_t)count) != count)
			break;
	}
	close(fd);
	return NULL;
}

static void *send_all(void *argument)
{
	static char bytes[BYTES];
	int fd = *(int *)argument;

	for (int i = 0; i < BYTES; i++)
		bytes[i] = (char)(i * 11);
	EXPECT(send(fd, bytes, BYTES, 0) == BYTES);
	shutdown(fd, SHUT_WR);
	return NULL;
}

static void stream(int family, struct sockaddr *address, socklen_t size)
{
	int listener = socket(family, SOCK_STREAM, 0), fd = socket(family, SOCK_STREAM, 0);
	pthread_t server, sender;
	static char bytes[8192];
	long total = 0, wrong = 0;
	ssize_t count;

	EXPECT(listener >= 0 && fd >= 0);
	EXPECT(!bind(listener, address, size));
	EXPECT(!listen(listener, 4));
	EXPECT(!getsockname(listener, address, &size));
	EXPECT(!pthread_create(&server, NULL, echo, &listener));
	EXPECT(!connect(fd, address, size));
	EXPECT(!pthread_create(&sender, NULL, send_all, &fd));
	while ((count = read(fd, bytes, sizeof(bytes))) > 0) {
		for (ssize_t i = 0; i < count; i++)
			wrong += bytes[i] != (char)((total + i) * 11);
		total += count;
	}
	EXPECT(total == BYTES);
	EXPECT(wrong == 0);
	pthread_join(sender, NULL);
	pthread_join(server, NULL);
	close(fd);
	close(listener);
}

static void datagrams(void)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int first = socket(AF_INET, SOCK_DGRAM, 0), second = socket(AF_INET, SOCK_DGRAM, 0);
	socklen_t size = sizeof(address);
	char text[16] = "";

	EXPECT(!bind(first, (struct sockaddr *)&address, size));
	EXPECT(!getsockname(first, (struct sockaddr *)&address, &size));
	EXPECT(sendto(second, "datagram", 8, 0, (struct sockaddr *)&address, size) == 8);
	EXPECT(recv(first, text, sizeof(text), 0) == 8 && !strcmp(text, "datagram"));
	close(first);
	close(second);
}

/* A descriptor goes through a socket. */
static void descriptor(void)
{
	union {
		struct cmsghdr header;
		char bytes[CMSG_SPACE(sizeof(int))];
	} control = { 0 };
	struct iovec part = { (void *)"x", 1 };
	struct msghdr message = {
		.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof(control)
	};
	int pair[2], ends[2], received;
	char byte[2];

	EXPECT(!socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
	EXPECT(!pipe(ends));
	control.header = (struct cmsghdr){ .cmsg_len = CMSG_LEN(sizeof(int)),
					   .cmsg_level = SOL_SOCKET,
					   .cmsg_type = SCM_RIGHTS };
	memcpy(CMSG_DATA(&control.header), &ends[1], sizeof(int));
	EXPECT(sendmsg(pair[0], &message, 0) == 1);
	part.iov_base = byte;
	EXPECT(recvmsg(pair[1], &message, 0) == 1);
	memcpy(&received, CMSG_DATA(&control.header), sizeof(int));
	EXPECT(write(received, "y", 1) == 1 && read(ends[0], byte, 1) == 1 && byte[0] == 'y');
	close(received);
	close(pair[0]);
	close(pair[1]);
	close(ends[0]);
	close(ends[1]);
}

int main(void)
{
	struct sockaddr_in inet = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct sockaddr_un local = { .sun_family = AF_UNIX, .sun_path = "/tmp/echo.socket" };

	unlink(local.sun_path);
	stream(AF_INET, (struct sockaddr *)&inet, sizeof(inet));
	stream(AF_UNIX, (struct sockaddr *)&local, sizeof(local));
	unlink(local.sun_path);
	datagrams();
	descriptor();
	return promise("sockets work within the machine: TCP, UDP, Unix, descriptors passed");
}
