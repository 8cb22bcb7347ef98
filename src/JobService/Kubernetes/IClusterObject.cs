namespace Floe.JobService.Kubernetes;

/// <summary>An object of the cluster, as far as this service reads it.</summary>
internal interface IClusterObject
{
    ObjectMeta Metadata { get; }
}
