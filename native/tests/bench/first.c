/* SPDX-License-Identifier: Apache-2.0 */
/* The shortest first program: prints one byte and powers the machine off. */
#include <sys/reboot.h>
#include <unistd.h>

int main(void)
{
	if (write(1, "!", 1) != 1)
		return 1;
	reboot(RB_POWER_OFF);
	return 0;
}
