package dev.simarena.engine.event;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Map the keys used last, as the caches of client-go's event correlator do; who has long not been asked for is forgotten.
 */
final class Recent<K, V> extends LinkedHashMap<K, V> {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final int MOST = 4096;

    Recent() {
        super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > MOST;
    }
}
