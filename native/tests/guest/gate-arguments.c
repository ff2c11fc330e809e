/* SPDX-License-Identifier: Apache-2.0 */
/* The twelve are refused too where their arguments lie outside what the machine needs. */
#include <sys/syscall.h>

#include "../../guest/gate.h"
#include "promise.h"

int main(void)
{
	static const struct {
		long arguments[6];
		short number;
		const char *words;
	} wild[] = {
		{ { 1, 0, 0 }, SYS_read, "read from the console's output" },
		{ { 2, 0, 0 }, SYS_read, "read from the start-up messages" },
		{ { 3, 0, 0 }, SYS_read, "read from the shared region" },
		{ { 4, 0, 0 }, SYS_read, "read, not pread, from a disk" },
		{ { 100, 0, 0 }, SYS_read, "read from a descriptor that was never open" },
		{ { 0x100000000, 0, 0 }, SYS_read, "read from a descriptor beyond 32 bits" },
		{ { 0, 0, 0 }, SYS_write, "write to the console's input" },
		{ { 3, 0, 0 }, SYS_write, "write to the shared region" },
		{ { 4, 0, 0 }, SYS_write, "write, not pwrite, to a disk" },
		{ { 0, 0, 0, 0 }, SYS_pread64, "pread from the console" },
		{ { 3, 0, 0, 0 }, SYS_pread64, "pread from the shared region" },
		{ { 12, 0, 0, 0 }, SYS_pread64, "pread from a ninth disk" },
		{ { 3, 0, 0, 0 }, SYS_pwrite64, "pwrite to the shared region" },
		{ { 3, 0 }, SYS_fdatasync, "fdatasync of the shared region" },
		{ { 3, 3, 0, 4096 }, SYS_fallocate, "fallocate on the shared region" },
		{ { 4, 0, 0, 4096 }, SYS_fallocate, "fallocate that makes a disk grow" },
		{ { 0, 17, 0, 0 }, SYS_ppoll, "ppoll of more descriptors than there are" },
		{ { 77, 0, 0, 0 }, SYS_timer_settime, "timer_settime of another timer" },
		{ { 0, 8, 0, 0 }, SYS_timer_settime, "timer_settime with unknown flags" },
		{ { 2, 0 }, SYS_clock_gettime, "clock_gettime of a processor clock" },
		{ { -1, 0 }, SYS_clock_gettime, "clock_gettime of no clock" },
		{ { 0, 4096, 8 }, SYS_mprotect, "mprotect with a protection that is none" },
		{ { 0, 4096, 0x1000007 }, SYS_mprotect, "mprotect of all that lies below" },
		{ { 0, 4096, 9 }, SYS_madvise, "madvise with another advice" },
	};
	unsigned long gate = address_in(GATE_FILE);

	EXPECT(gate);
	for (unsigned int i = 0; gate && i < sizeof(wild) / sizeof(wild[0]); i++) {
		long result = host_call(gate, wild[i].number, wild[i].arguments);

		if (result != -EPERM)
			printf("  %s: answered with %ld\n", wild[i].words, result);
		EXPECT(result == -EPERM);
	}
	return promise("host calls of the twelve with wild arguments are refused at the gate");
}
