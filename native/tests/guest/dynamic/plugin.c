/* SPDX-License-Identifier: Apache-2.0 */
/* A library for `loading`: relocated data, and a count of its own for each thread. */
const char *plugin_words[] = { "one", "two", "three" };

static __thread int calls;

int plugin_count(void);

int plugin_count(void)
{
	return ++calls;
}
