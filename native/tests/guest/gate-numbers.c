/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every number outside the twelve, tried at the gate, is refused by the host kernel.
 *
 * Two numbers never reach a filter on newer host kernels: uretprobe and uprobe. The host answers them by itself, with
 * SIGILL and ENXIO, unless they come from its own trampolines: a refusal as well, but one that nobody is told of.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdbool.h>

#include "../../guest/gate.h"
#include "promise.h"

#define LAST_NUMBER 470

static const short twelve[] = {
#include "host_numbers.inc"
};

#define URETPROBE 335
#define UPROBE 336
#define ERESTARTSYS 512 /* shows where the host cannot restart a call, as with number -1 */

static sigjmp_buf back;

static void jump(int number)
{
	siglongjmp(back, number);
}

/* What the host kernel answers; its own way to refuse the two counts as EPERM. */
static long try_number(unsigned long gate, long number)
{
	static const long none[6];
	volatile long result;

	do /* a tick may come while the answer is awaited */
		result = number == URETPROBE || number == UPROBE ? 0 : host_call(gate, number, none);
	while (result == -EINTR || result == -ERESTARTSYS);
	if (result)
		return result;
	if (sigsetjmp(back, 1))
		return -EPERM;
	result = host_call(gate, number, none);
	return result == -ENXIO ? -EPERM : result;
}

static bool allowed(long number)
{
	for (unsigned int i = 0; i < sizeof(twelve) / sizeof(twelve[0]); i++) {
		if (twelve[i] == number)
			return true;
	}
	return false;
}

int main(void)
{
	unsigned long gate = address_in(GATE_FILE);
	int tried = 0, refused = 0;

	signal(SIGILL, jump);
	EXPECT(gate);
	for (long number = -1; gate && number <= LAST_NUMBER; number++) {
		long result;

		if (allowed(number))
			continue;
		tried++;
		result = try_number(gate, number);
		refused += result == -EPERM;
		if (result != -EPERM)
			printf("  host call %ld was answered with %ld\n", number, result);
	}
	for (long number = 0; gate && number <= LAST_NUMBER; number++) {
		tried++;
		refused += try_number(gate, number | 0x40000000) == -EPERM;
	}
	printf("  %d of %d refused\n", refused, tried);
	EXPECT(refused == tried);
	return promise("every host call outside the twelve is refused at the gate");
}
