/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What reading and writing a file costs, in pieces of 4 KiB at random places and of 1 MiB in sequence. Prints
 *
 *     NAME MEDIAN MINIMUM          in nanoseconds per piece
 *
 * file-io FILE MEGABYTES direct|cached     direct: reads go past this kernel's cache, to the disk it has
 *
 * In a machine "direct" reads reach the host, where the image's file is in the host's cache; the fair comparison on the
 * host is "cached". Writes are buffered and end with fdatasync, whose time is in them.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define SAMPLES 5
#define KIB4 4096L
#define MIB (1024L * 1024)
#define RANDOM_PIECES 4096
#define SYNCED_PIECES 64

struct file {
	int fd;
	long bytes;
	char *buffer;
	unsigned long long random;
};

static double now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static int by_size(const void *a, const void *b)
{
	double first = *(const double *)a, second = *(const double *)b;

	return (first > second) - (first < second);
}

static void must(int good, const char *step)
{
	if (!good) {
		perror(step);
		exit(1);
	}
}

static long place(struct file *file)
{
	file->random = file->random * 6364136223846793005ULL + 1442695040888963407ULL;
	return (long)((file->random >> 24) % (unsigned long long)(file->bytes / KIB4)) * KIB4;
}

static long read_random(struct file *file)
{
	for (int i = 0; i < RANDOM_PIECES; i++)
		must(pread(file->fd, file->buffer, KIB4, place(file)) == KIB4, "read");
	return RANDOM_PIECES;
}

static long read_sequence(struct file *file)
{
	for (long at = 0; at < file->bytes; at += MIB)
		must(pread(file->fd, file->buffer, MIB, at) == MIB, "read");
	return file->bytes / MIB;
}

static long write_random(struct file *file)
{
	for (int i = 0; i < RANDOM_PIECES; i++)
		must(pwrite(file->fd, file->buffer, KIB4, place(file)) == KIB4, "write");
	must(!fdatasync(file->fd), "fdatasync");
	return RANDOM_PIECES;
}

static long write_sequence(struct file *file)
{
	for (long at = 0; at < file->bytes; at += MIB)
		must(pwrite(file->fd, file->buffer, MIB, at) == MIB, "write");
	must(!fdatasync(file->fd), "fdatasync");
	return file->bytes / MIB;
}

static long write_synced(struct file *file)
{
	for (int i = 0; i < SYNCED_PIECES; i++) {
		must(pwrite(file->fd, file->buffer, KIB4, place(file)) == KIB4, "write");
		must(!fdatasync(file->fd), "fdatasync");
	}
	return SYNCED_PIECES;
}

static void measure(const char *name, struct file *file, long (*work)(struct file *))
{
	double times[SAMPLES];

	for (int i = 0; i < SAMPLES; i++) {
		double begun = now_ns();
		long pieces = work(file);

		times[i] = (now_ns() - begun) / (double)pieces;
	}
	qsort(times, SAMPLES, sizeof(times[0]), by_size);
	printf("%s %.0f %.0f\n", name, times[SAMPLES / 2], times[0]);
	fflush(stdout);
}

int main(int argc, char **argv)
{
	struct file file = { .random = 1 };
	void *buffer = NULL;

	if (argc != 4 || atol(argv[2]) < 1) {
		fprintf(stderr, "usage: file-io FILE MEGABYTES direct|cached\n");
		return 64;
	}
	file.bytes = atol(argv[2]) * MIB;
	must(!posix_memalign(&buffer, KIB4, MIB), "memory");
	file.buffer = buffer;
	memset(file.buffer, 'x', MIB);
	file.fd = open(argv[1], O_RDWR | O_CREAT | O_TRUNC, 0600);
	must(file.fd >= 0, argv[1]);
	measure("write-1-MiB-sequential", &file, write_sequence);
	measure("write-4-KiB-random", &file, write_random);
	measure("write-4-KiB-and-fdatasync", &file, write_synced);
	close(file.fd);
	file.fd = open(argv[1], O_RDONLY);
	must(file.fd >= 0, argv[1]);
	measure("read-4-KiB-random-own-cache", &file, read_random);
	measure("read-1-MiB-sequential-own-cache", &file, read_sequence);
	close(file.fd);
	file.fd = open(argv[1], O_RDONLY | (strcmp(argv[3], "direct") ? 0 : O_DIRECT));
	must(file.fd >= 0, argv[1]);
	measure("read-4-KiB-random", &file, read_random);
	measure("read-1-MiB-sequential", &file, read_sequence);
	unlink(argv[1]);
	return 0;
}
