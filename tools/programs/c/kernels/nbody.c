// The planets of the outer solar system, n steps of a symplectic integrator; the energy's bits.
#include <math.h>
#include <string.h>

struct body {
  double x, y, z, vx, vy, vz, mass;
};

#define BODIES 5
static const struct body start[BODIES] = {
    {0, 0, 0, 0, 0, 0, 39.5},
    {4.84, -1.16, -0.104, 0.606, 2.81, -0.0252, 0.0377},
    {8.34, 4.12, -0.404, -1.01, 1.83, 0.00842, 0.0113},
    {12.9, -15.1, -0.223, 1.08, 0.868, -0.0108, 0.00172},
    {15.4, -25.9, 0.179, 0.979, 0.594, -0.0348, 0.00203},
};
static struct body bodies[BODIES];

static void step(double dt) {
  for (int i = 0; i < BODIES; i++) {
    struct body *p = &bodies[i];
    for (int j = i + 1; j < BODIES; j++) {
      struct body *q = &bodies[j];
      double dx = p->x - q->x, dy = p->y - q->y, dz = p->z - q->z;
      double square = dx * dx + dy * dy + dz * dz;
      double force = dt / (square * sqrt(square));
      p->vx -= dx * q->mass * force;
      p->vy -= dy * q->mass * force;
      p->vz -= dz * q->mass * force;
      q->vx += dx * p->mass * force;
      q->vy += dy * p->mass * force;
      q->vz += dz * p->mass * force;
    }
  }
  for (int i = 0; i < BODIES; i++) {
    bodies[i].x += dt * bodies[i].vx;
    bodies[i].y += dt * bodies[i].vy;
    bodies[i].z += dt * bodies[i].vz;
  }
}

static double energy(void) {
  double sum = 0;
  for (int i = 0; i < BODIES; i++) {
    struct body *p = &bodies[i];
    sum += 0.5 * p->mass * (p->vx * p->vx + p->vy * p->vy + p->vz * p->vz);
    for (int j = i + 1; j < BODIES; j++) {
      struct body *q = &bodies[j];
      double dx = p->x - q->x, dy = p->y - q->y, dz = p->z - q->z;
      sum -= p->mass * q->mass / sqrt(dx * dx + dy * dy + dz * dz);
    }
  }
  return sum;
}

__attribute__((export_name("run"))) long long run(int n) {
  memcpy(bodies, start, sizeof bodies);
  for (int i = 0; i < n; i++) step(0.01);
  double sum = energy();
  long long bits;
  memcpy(&bits, &sum, sizeof bits);
  return bits;
}
