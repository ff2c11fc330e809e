/* SPDX-License-Identifier: Apache-2.0 */
/* Entering an image from a disk of our own; see enter.h. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "enter.h"

#define MOST_START (128 * 1024)
#define MOST_WORDS 1024
#define MOST_GROUPS 64
#define INSIDE "/image"

/* Kept: the words to run point into it. Not static memory, which every machine would have to clear. */
static char *text, **pointers;

static void give_up(const char *first, const char *second)
{
	char line[256] = "init: ";

	strncat(line, first, 120);
	strncat(line, second, 100);
	strcat(line, "\r\n");
	if (write(STDERR_FILENO, line, strlen(line)) > 0)
		tcdrain(STDERR_FILENO);
	reboot(RB_POWER_OFF);
	for (;;)
		pause();
}

/* The next text, or NULL at the end. */
static char *next_text(char **at, char *end)
{
	char *found = *at;

	if (found >= end)
		return NULL;
	*at = found + strlen(found) + 1;
	return found;
}

/* So many texts as the next one says, with a NULL after them. */
static bool take_list(char **at, char *end, char **list)
{
	char *count = next_text(at, end);
	long number = count ? strtol(count, NULL, 10) : -1;

	if (number < 0 || number > MOST_WORDS)
		return false;
	for (long i = 0; i < number; i++) {
		list[i] = next_text(at, end);
		if (!list[i])
			return false;
	}
	list[number] = NULL;
	return true;
}

static bool read_start(const char *disk, struct start *start)
{
	int fd = open(disk, O_RDONLY | O_CLOEXEC);
	char *at, *end, *magic, *user, *group;
	ssize_t got, length = 0;

	text = calloc(1, MOST_START + 1);
	pointers = calloc(2 * MOST_WORDS + 2, sizeof(*pointers));
	at = text;
	if (fd < 0 || !text || !pointers)
		return false;
	while (length < MOST_START && (got = read(fd, text + length, (size_t)(MOST_START - length))) > 0)
		length += got;
	close(fd);
	end = text + length;
	magic = next_text(&at, end);
	if (!magic || strcmp(magic, "DOZENRUN1"))
		return false;
	start->folder = next_text(&at, end);
	user = next_text(&at, end);
	group = next_text(&at, end);
	start->groups = next_text(&at, end);
	start->words = pointers;
	start->variables = pointers + MOST_WORDS + 1;
	if (!start->groups || !take_list(&at, end, start->words) || !take_list(&at, end, start->variables))
		return false;
	start->user = (uid_t)strtoul(user, NULL, 10);
	start->group = (gid_t)strtoul(group, NULL, 10);
	if (!start->words[0])
		start->words = NULL;
	return true;
}

bool enter_image(struct start *start)
{
	const char *image = getenv("DOZEN_IMAGE");
	const char *way = getenv("DOZEN_WAY");
	const char *disk = getenv("DOZEN_START");
	static const char *const kinds[] = { "ext4", "ext3", "ext2" };
	unsigned long flags = way && !strcmp(way, "ro") ? MS_RDONLY : MS_NOATIME;
	int failed = -1;

	if (!image || !disk)
		return false;
	if (mount("devtmpfs", "/dev", "devtmpfs", MS_NOSUID, NULL) && errno != EBUSY)
		give_up("cannot mount /dev: ", strerror(errno));
	if (!read_start(disk, start))
		give_up("cannot read what to run from ", disk);
	for (size_t i = 0; failed && i < sizeof(kinds) / sizeof(kinds[0]); i++)
		failed = mount(image, INSIDE, kinds[i], flags, NULL);
	if (failed)
		give_up("cannot mount the image: ", strerror(errno));
	umount2("/dev", MNT_DETACH);
	if (chdir(INSIDE) || mount(".", "/", NULL, MS_MOVE, NULL) || chroot(".") || chdir("/"))
		give_up("cannot enter the image: ", strerror(errno));
	if (!(flags & MS_RDONLY)) {
		/* A container's image may be without them; whoever runs containers makes them, too. */
		mkdir("/dev", 0755);
		mkdir("/proc", 0555);
		mkdir("/sys", 0555);
		mkdir("/run", 0755);
		if (!mkdir("/tmp", 0777))
			chmod("/tmp", 01777);
	}
	return true;
}

bool become_user(const struct start *start)
{
	gid_t groups[MOST_GROUPS];
	size_t count = 0;

	for (const char *at = start->groups; *at && count < MOST_GROUPS;) {
		char *end;

		groups[count++] = (gid_t)strtoul(at, &end, 10);
		at = *end == ',' ? end + 1 : "";
	}
	if (*start->folder && chdir(start->folder))
		return false;
	if (!start->user && !start->group)
		return true;
	return !setgroups(count, groups) && !setgid(start->group) && !setuid(start->user);
}
