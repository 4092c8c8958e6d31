package dev.simarena.engine.apiserver;

import dev.simarena.engine.model.ApiObject;
import java.util.List;

/**
 * Hold a part of a list.
 *
 * @param objects objects in the order of their keys; read only
 * @param version version of the whole list
 * @param token where to go on, empty at the end
 * @param remaining how many objects follow, 0 where that is not told
 */
record Page(List<ApiObject> objects, long version, String token, int remaining) {}
