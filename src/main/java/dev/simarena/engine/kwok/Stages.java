package dev.simarena.engine.kwok;

import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Gvk;
import java.util.List;
import java.util.Map;

/**
 * Choose the stages of a cluster.
 *
 * <p>{@link #FAST} and {@link #SIMKUBE} are played without templates where they give every pod the same life, which makes
 * them as fast as the rest of the engine. As with KWOK, pods for which a user brings no stages follow the fast ones.
 */
public final class Stages {

    /** KWOK's default: a bound pod runs and is ready at once, a Job's pod succeeds at once. */
    public static final Stages FAST = new Stages(BuiltInStages.FAST, List.of());

    /** SimKube's stages: as the fast ones without delays; pods end when their label and annotation say so. */
    public static final Stages SIMKUBE = new Stages(BuiltInStages.SIMKUBE, List.of());

    private static final String CREATE = "simkube.io/kwok-stage-create-delay";
    private static final String READY = "simkube.io/kwok-stage-ready-delay";

    /** SimKube's stages are read when the first pod needs them. */
    private static final class SimKube {
        static final StageSet SET = StageSet.of(BuiltInStages.SIMKUBE.stages());
    }

    private final BuiltInStages typed;
    private final StageSet own;
    private final boolean ownPods;

    private Stages(BuiltInStages typed, List<Stage> own) {
        this.typed = typed;
        this.own = StageSet.of(own);
        ownPods = this.own.kinds().contains(Gvk.POD);
    }

    /** Return KWOK's stages in which each step takes 1 to 5 s. */
    public static Stages general() {
        return new Stages(BuiltInStages.FAST, BuiltInStages.GENERAL.stages());
    }

    /**
     * Read stages of a user, one or several documents in YAML or JSON.
     *
     * @throws StageException where they cannot be understood
     */
    public static Stages of(String yaml) {
        return new Stages(BuiltInStages.FAST, StageReader.read(yaml));
    }

    /** Tell whether the life of an object is played from stages with their templates. */
    public boolean plays(ApiObject object) {
        return object instanceof Pod pod
                ? ownPods || (typed == BuiltInStages.SIMKUBE && special(pod))
                : playsKind(object);
    }

    private boolean playsKind(ApiObject object) {
        return !own.kinds().isEmpty() && own.kinds().contains(object.gvk());
    }

    /** Return the stages for an object that is played. */
    public StageSet of(ApiObject object) {
        return object instanceof Pod && !ownPods ? SimKube.SET : own;
    }

    /** Tell whether nodes have stages of their own, so that they are not ready from the first moment on. */
    public boolean playsNodes() {
        return own.kinds().contains(Gvk.NODE);
    }

    /** Tell whether pods that are not played follow SimKube's stages. */
    public boolean simkube() {
        return typed == BuiltInStages.SIMKUBE;
    }

    /** Delays and sidecars make lives that differ. */
    private static boolean special(Pod pod) {
        return delayed(pod.annotations(), CREATE)
                || delayed(pod.annotations(), READY)
                || pod.template().sidecars();
    }

    /** SimKube writes the jitter 0ms beside each delay by default, and such a delay does not count. */
    private static boolean delayed(Map<String, String> annotations, String delay) {
        return annotations.containsKey(delay) && !"0ms".equals(annotations.get(delay + "-jitter"));
    }
}
