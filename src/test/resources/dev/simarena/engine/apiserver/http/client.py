"""Do with the Python client of Kubernetes what agents do, and print what came of it."""
import json
import sys

from kubernetes import client, config, watch

config.load_kube_config(sys.argv[1])
apps, core = client.AppsV1Api(), client.CoreV1Api()
labels = {"app": "web"}
container = client.V1Container(name="c", image="i:1")
apps.create_namespaced_deployment("default", client.V1Deployment(
    metadata=client.V1ObjectMeta(name="web"),
    spec=client.V1DeploymentSpec(
        replicas=3,
        selector=client.V1LabelSelector(match_labels=labels),
        template=client.V1PodTemplateSpec(
            metadata=client.V1ObjectMeta(labels=labels),
            spec=client.V1PodSpec(containers=[container])))))

ready = set()
pods = watch.Watch()
for event in pods.stream(core.list_namespaced_pod, "default", label_selector="app=web", timeout_seconds=100):
    conditions = event["object"].status.conditions or []
    if any(condition.type == "Ready" and condition.status == "True" for condition in conditions):
        ready.add(event["object"].metadata.name)
    if len(ready) == 3:
        pods.stop()
listed = core.list_namespaced_pod("default", label_selector="app=web").items
print("watch", ready == {pod.metadata.name for pod in listed})

patched = apps.patch_namespaced_deployment("web", "default", {"metadata": {"labels": {"tier": "front"}}})
print("patch", patched.metadata.labels)

victim = listed[0].metadata.name
core.create_namespaced_pod_eviction(victim, "default", client.V1Eviction(
    metadata=client.V1ObjectMeta(name=victim, namespace="default")))
names = {pod.metadata.name for pod in core.list_namespaced_pod("default").items if not pod.metadata.deletion_timestamp}
print("evict", victim not in names)

scaled = apps.patch_namespaced_deployment_scale("web", "default", {"spec": {"replicas": 1}})
print("scale", scaled.spec.replicas, apps.read_namespaced_deployment("web", "default").spec.replicas)

pages, token = 0, None
while pages == 0 or token:
    page = core.list_namespace(limit=2, _continue=token)
    pages, token = pages + 1, page.metadata._continue
print("pages", pages)

try:
    core.read_namespaced_pod("none", "default")
except client.ApiException as refusal:
    print("refusal", refusal.status, json.loads(refusal.body)["message"])
