/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Init from a disk of its own: it enters an image that has no init which can run, without putting anything into it.
 *
 * The kernel's words DOZEN_IMAGE=/dev/vda1 DOZEN_WAY=rw DOZEN_START=/dev/vdc come to init as its environment. The start disk
 * holds texts, each ended by a zero: "DOZENRUN1", folder, user, group, further groups with commas between, number of
 * words, the words, number of variables, the variables.
 */
#ifndef DOZEN_ENTER_H
#define DOZEN_ENTER_H

#include <stdbool.h>
#include <sys/types.h>

struct start {
	char *folder;
	char *groups;
	uid_t user;
	gid_t group;
	char **words; /* NULL: nothing is to be run, a shell will do */
	char **variables;
};

/* True if the image is the root now; then *start says what is to be run in it. Does not come back if it cannot be. */
bool enter_image(struct start *start);

/* In a child: goes to the folder and becomes the user. False: it may not be done, or there is no such folder. */
bool become_user(const struct start *start);

#endif
