/** Judge batches of episodes: solve rates, rewards, idempotency and baselines, each a verdict of three values. */
@NullMarked
package dev.simarena.gate;

import org.jspecify.annotations.NullMarked;
