/** Play episodes: simulation, policy interface, observation, action, safeguards, reward, step loop and records. */
@NullMarked
package dev.simarena.episode;

import org.jspecify.annotations.NullMarked;
