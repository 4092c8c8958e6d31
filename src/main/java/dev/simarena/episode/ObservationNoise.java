package dev.simarena.episode;

/**
 * Blur the pod counts a policy sees.
 *
 * <p>Adds a Gaussian to ready, pending and total in this order, rounds half up, keeps each at 0 or more and total at
 * {@code ready + pending} or more.
 */
final class ObservationNoise {

    private final double deviation;
    private final EpisodeRandom random;

    ObservationNoise(double deviation, long seed) {
        this.deviation = deviation;
        this.random = new EpisodeRandom(seed);
    }

    /** Return what the policy sees; the same observation where there is no noise. */
    Observation blur(Observation observation) {
        if (deviation == 0) {
            return observation;
        }
        int ready = blur(observation.ready());
        int pending = blur(observation.pending());
        int total = blur(observation.total());
        return observation.withCounts(ready, pending, Math.max(total, ready + pending));
    }

    private int blur(int count) {
        return (int) Math.max(0, Math.round(count + deviation * random.nextGaussian()));
    }
}
