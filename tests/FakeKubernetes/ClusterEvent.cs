namespace Floe.FakeKubernetes;

/// <summary>ADDED, MODIFIED or DELETED.</summary>
public sealed record ClusterEvent(string Type, StoredObject Object, long Version);
