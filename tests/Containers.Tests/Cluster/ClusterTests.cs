namespace Floe.Containers.Tests.Cluster;

/// <summary>The tests that share the cluster.</summary>
[CollectionDefinition(Name)]
public sealed class ClusterTests : ICollectionFixture<ClusterFixture>
{
    public const string Name = "cluster";
}
