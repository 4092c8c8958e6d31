package dev.simarena.engine.kind;

import dev.simarena.engine.api.Manifest;
import dev.simarena.engine.api.NodeReader;
import dev.simarena.engine.api.Renderer;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.NodeTable;
import dev.simarena.engine.validation.ObjectRules;
import dev.simarena.trace.Gvk;

/** Take in nodes. */
final class NodeKind implements ObjectKind<Node> {

    private final NodeTable nodes;

    NodeKind(NodeTable nodes) {
        this.nodes = nodes;
    }

    @Override
    public Gvk gvk() {
        return Gvk.NODE;
    }

    @Override
    public Class<Node> type() {
        return Node.class;
    }

    @Override
    public Node create(Manifest manifest, String name) {
        return NodeReader.node(manifest, nodes);
    }

    @Override
    public boolean update(Node node, Manifest manifest) {
        ObjectRules.updated(gvk(), manifest.json(), Renderer.json(node)).check(gvk(), node.name());
        NodeReader.update(node, manifest);
        return true;
    }
}
