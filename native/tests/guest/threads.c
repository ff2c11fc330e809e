/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <linux/futex.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "promise.h"

#define THREADS 8
#define ROUNDS 20000

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
static pthread_barrier_t barrier;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static long counter, arrived, onces;
static __thread long own = 5;

static void count_once(void)
{
	onces++;
}

static void *work(void *argument)
{
	long number = (long)argument;

	own += number;
	pthread_once(&once, count_once);
	for (int i = 0; i < ROUNDS; i++) {
		pthread_mutex_lock(&mutex);
		counter++;
		pthread_mutex_unlock(&mutex);
	}
	pthread_barrier_wait(&barrier);
	pthread_mutex_lock(&mutex);
	arrived++;
	pthread_cond_signal(&condition);
	pthread_mutex_unlock(&mutex);
	return (void *)(own - 5);
}

static void many(void)
{
	pthread_t threads[THREADS];
	void *result;

	pthread_barrier_init(&barrier, NULL, THREADS);
	for (long i = 0; i < THREADS; i++)
		if (pthread_create(&threads[i], NULL, work, (void *)i)) {
			EXPECT(!"threads can be made");
			exit(promise("threads, their storage, locks and futexes work"));
		}
	pthread_mutex_lock(&mutex);
	while (arrived < THREADS)
		pthread_cond_wait(&condition, &mutex);
	pthread_mutex_unlock(&mutex);
	for (long i = 0; i < THREADS; i++) {
		EXPECT(!pthread_join(threads[i], &result));
		EXPECT((long)result == i);
	}
	EXPECT(counter == (long)THREADS * ROUNDS);
	EXPECT(onces == 1);
	EXPECT(own == 5);
}

static void *spin_until_set(void *flag)
{
	while (!__atomic_load_n((int *)flag, __ATOMIC_ACQUIRE))
		__asm__ volatile("pause");
	return NULL;
}

/* A thread that never makes a system call does not keep the others from running. */
static void spinner(void)
{
	struct timespec while_it_spins = { 0, 30000000 };
	pthread_t thread;
	int flag = 0;

	EXPECT(!pthread_create(&thread, NULL, spin_until_set, &flag));
	nanosleep(&while_it_spins, NULL);
	__atomic_store_n(&flag, 1, __ATOMIC_RELEASE);
	EXPECT(!pthread_join(thread, NULL));
}

static void *hold_and_die(void *argument)
{
	pthread_mutex_lock(argument);
	return NULL;
}

static void robust_mutex(void)
{
	pthread_mutexattr_t attributes;
	pthread_mutex_t robust;
	pthread_t thread;

	pthread_mutexattr_init(&attributes);
	pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
	EXPECT(!pthread_mutex_init(&robust, &attributes));
	EXPECT(!pthread_create(&thread, NULL, hold_and_die, &robust));
	EXPECT(!pthread_join(thread, NULL));
	EXPECT(pthread_mutex_lock(&robust) == EOWNERDEAD);
	EXPECT(!pthread_mutex_consistent(&robust));
	EXPECT(!pthread_mutex_unlock(&robust));
}

static void futex(void)
{
	struct timespec soon = { 0, 10000000 };
	int word = 1;

	EXPECT(syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, 2, NULL, NULL, 0) == -1 && errno == EAGAIN);
	EXPECT(syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, 1, &soon, NULL, 0) == -1 && errno == ETIMEDOUT);
	EXPECT(syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0) == 0);
	EXPECT(syscall(SYS_futex, NULL, FUTEX_WAIT_PRIVATE, 1, &soon, NULL, 0) == -1 && errno == EFAULT);
}

static void *never_ends(void *argument)
{
	for (;;)
		pause();
	return argument;
}

static void cancelling(void)
{
	pthread_t thread;
	void *result;

	EXPECT(!pthread_create(&thread, NULL, never_ends, NULL));
	EXPECT(!pthread_cancel(thread));
	EXPECT(!pthread_join(thread, &result) && result == PTHREAD_CANCELED);
}

int main(void)
{
	many();
	spinner();
	robust_mutex();
	futex();
	cancelling();
	return promise("threads, their storage, locks and futexes work");
}
