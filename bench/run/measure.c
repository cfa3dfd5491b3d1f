/* measure PROGRAM ARGUMENT...: runs it with its output going nowhere, and prints nanoseconds, the largest resident size in
 * kB, and the exit code. */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static long long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

int main(int count, char **words) {
    posix_spawn_file_actions_t quiet;
    pid_t child;
    int status;
    struct rusage use;
    if (count < 2) return 127;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
    long long begun = now();
    if (posix_spawnp(&child, words[1], &quiet, 0, words + 1, environ) != 0) return 127;
    if (wait4(child, &status, 0, &use) != child) return 127;
    long long ended = now();
    printf("%lld %ld %d\n", ended - begun, use.ru_maxrss, WIFEXITED(status) ? WEXITSTATUS(status) : 128);
    return 0;
}
