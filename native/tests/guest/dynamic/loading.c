/* SPDX-License-Identifier: Apache-2.0 */
/* A program is put together by its loader: shared libraries, one preloaded, one opened by hand, their thread storage. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../promise.h"

static void *in_thread(void *argument)
{
	int (*count)(void) = (int (*)(void))argument;

	count();
	return (void *)(long)count();
}

/* Starts this program again with the plugin loaded before everything else; that one looks for it. */
static void preload(const char *plugin)
{
	char *argv[] = { (char *)"loading", (char *)plugin, (char *)"preloaded", NULL };
	char setting[256];
	char *settings[] = { setting, NULL };
	int status = -1;
	pid_t pid;

	snprintf(setting, sizeof(setting), "LD_PRELOAD=%s", plugin);
	EXPECT(!posix_spawn(&pid, "/proc/self/exe", NULL, NULL, argv, settings));
	EXPECT(waitpid(pid, &status, 0) == pid);
	EXPECT(status == 0);
}

int main(int argc, char **argv)
{
	const char *plugin = argc > 1 ? argv[1] : "/tests/plugin.so";
	void *handle = dlopen(plugin, RTLD_NOW);
	int (*count)(void);
	const char **relocated;
	pthread_t thread;
	void *result;

	if (argc > 2)
		return !dlsym(RTLD_DEFAULT, "plugin_count");
	if (!handle) {
		printf("  %s\n", dlerror());
		EXPECT(handle);
		return promise("shared libraries are loaded, opened by hand and used by threads");
	}
	count = (int (*)(void))dlsym(handle, "plugin_count");
	relocated = (const char **)dlsym(handle, "plugin_words");
	EXPECT(count && relocated);
	if (count && relocated) {
		EXPECT(!strcmp(relocated[1], "two"));
		EXPECT(count() == 1 && count() == 2);
		EXPECT(!pthread_create(&thread, NULL, in_thread, (void *)count));
		EXPECT(!pthread_join(thread, &result) && (long)result == 2);
		EXPECT(count() == 3);
	}
	EXPECT(!dlclose(handle));
	preload(plugin);
	EXPECT(!dlopen("/no/such/library.so", RTLD_NOW));
	return promise("shared libraries are loaded, opened by hand and used by threads");
}
