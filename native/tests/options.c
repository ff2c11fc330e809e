/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void add_disk(struct machine_plan *plan, char *name)
{
	size_t length = strlen(name);

	if (length > 3 && !strcmp(name + length - 3, ":ro")) {
		name[length - 3] = '\0';
		plan->readonly[plan->disk_count] = true;
	}
	plan->disks[plan->disk_count++] = name;
}

int options_parse(int argc, char **argv, struct options *options)
{
	struct machine_plan *plan = &options->plan;
	int letter, words = 0, options_count = 0;
	bool quiet = false;

	machine_plan_defaults(plan);
	options->report = "-";
	while ((letter = getopt(argc, argv, "+m:c:keTCr:ql:t:o:")) != -1) {
		switch (letter) {
		case 'm':
			plan->memory = optarg;
			break;
		case 'c':
			plan->command = optarg;
			break;
		case 'k':
			plan->refuse = "kill";
			break;
		case 'e':
			plan->refuse = "error";
			break;
		case 'T':
			plan->time = "call";
			break;
		case 'C':
			plan->trace = "counts";
			break;
		case 'o':
			if (options_count == MACHINE_OPTIONS - 1)
				return -E2BIG;
			plan->options[options_count++] = optarg;
			break;
		case 'r':
			options->report = optarg;
			break;
		case 'q':
			quiet = true;
			break;
		case 'l':
			options->log = optarg;
			break;
		case 't':
			options->seconds = atoi(optarg);
			break;
		default:
			return -EINVAL;
		}
	}
	if (quiet)
		options->report = NULL;
	if (optind >= argc)
		return -EINVAL;
	plan->program = argv[optind++];
	for (; optind < argc && strcmp(argv[optind], "--"); optind++) {
		if (plan->disk_count == DOZEN_MAX_DISKS)
			return -E2BIG;
		add_disk(plan, argv[optind]);
	}
	for (optind++; optind < argc; optind++) {
		if (words == MACHINE_WORDS - 1)
			return -E2BIG;
		plan->words[words++] = argv[optind];
	}
	if (!words) {
		if (plan->disk_count) {
			plan->words[words++] = (char *)"root=/dev/vda";
			plan->words[words++] = (char *)(plan->readonly[0] ? "ro" : "rw");
		}
		plan->words[words++] = (char *)"quiet";
	}
	return 0;
}
