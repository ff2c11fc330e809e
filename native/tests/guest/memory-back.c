/* SPDX-License-Identifier: Apache-2.0 */
/* Memory that a program has used and freed goes back to the host within seconds: the host side looks at its size. */
#include <stdlib.h>
#include <sys/mman.h>

#include "promise.h"
#include "spin.h"

#define PIECES 24
#define PIECE (1 << 20)

int main(int argc, char **argv)
{
	char *pieces[PIECES];
	int taken = 0;

	for (int i = 0; i < PIECES; i++) {
		pieces[i] = mmap(NULL, PIECE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		if (pieces[i] == MAP_FAILED)
			break;
		memset(pieces[i], 1, PIECE);
		taken++;
	}
	EXPECT(taken > PIECES / 2);
	printf("using %d MiB\n", taken);
	fflush(stdout);
	sleep_ms(200);
	for (int i = 0; i < taken; i++)
		EXPECT(!munmap(pieces[i], PIECE));
	printf("freed\n");
	fflush(stdout);
	sleep_ms(argc > 1 ? atol(argv[1]) : 4000);
	return promise("freed memory has been offered to the host");
}
