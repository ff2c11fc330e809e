/* SPDX-License-Identifier: Apache-2.0 */
/* As the first program (init=/tests/panic) it ends, upon which a kernel panics. The host side must be told the reason. */
#include <stdio.h>

int main(void)
{
	printf("ending\n");
	fflush(stdout);
	return 3;
}
