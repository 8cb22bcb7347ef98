using Floe.S3Tables.Client.Contracts;

namespace Floe.EndToEnd.Tests.Compatibility.Clients.DotNet;

/// <summary>Maintenance, policies, encryption, storage class, metrics, replication, record expiration, tags.</summary>
internal static class TablesSettings
{
    private static readonly ContractsJson Contracts = ContractsJson.Default;

    public static Dictionary<string, TablesOperation> Operations { get; } = new()
    {
        ["PutTableMaintenanceConfiguration"] = (client, input, token) => client
            .PutTableMaintenanceConfigurationAsync(input.Table(), input.Text("type"), input.Read(Contracts.PutTableMaintenanceConfigurationRequest).Value, token).AsEmpty(),
        ["GetTableMaintenanceConfiguration"] = (client, input, token) =>
            client.GetTableMaintenanceConfigurationAsync(input.Table(), token).As(Contracts.GetTableMaintenanceConfigurationResponse),
        ["GetTableMaintenanceJobStatus"] = (client, input, token) =>
            client.GetTableMaintenanceJobStatusAsync(input.Table(), token).As(Contracts.GetTableMaintenanceJobStatusResponse),
        ["PutTableBucketMaintenanceConfiguration"] = (client, input, token) => client
            .PutTableBucketMaintenanceConfigurationAsync(input.Bucket(), input.Read(Contracts.PutTableBucketMaintenanceConfigurationRequest).Value, token).AsEmpty(),
        ["GetTableBucketMaintenanceConfiguration"] = (client, input, token) =>
            client.GetTableBucketMaintenanceConfigurationAsync(input.Bucket(), token).As(Contracts.GetTableBucketMaintenanceConfigurationResponse),

        ["PutTableBucketPolicy"] = (client, input, token) => client.PutTableBucketPolicyAsync(input.Bucket(), input.Text("resourcePolicy"), token).AsEmpty(),
        ["GetTableBucketPolicy"] = (client, input, token) => client.GetTableBucketPolicyAsync(input.Bucket(), token).As(Contracts.GetPolicyResponse),
        ["DeleteTableBucketPolicy"] = (client, input, token) => client.DeleteTableBucketPolicyAsync(input.Bucket(), token).AsEmpty(),
        ["PutTablePolicy"] = (client, input, token) => client.PutTablePolicyAsync(input.Table(), input.Text("resourcePolicy"), token).AsEmpty(),
        ["GetTablePolicy"] = (client, input, token) => client.GetTablePolicyAsync(input.Table(), token).As(Contracts.GetPolicyResponse),
        ["DeleteTablePolicy"] = (client, input, token) => client.DeleteTablePolicyAsync(input.Table(), token).AsEmpty(),

        ["PutTableBucketEncryption"] = (client, input, token) =>
            client.PutTableBucketEncryptionAsync(input.Bucket(), input.Read(Contracts.PutTableBucketEncryptionRequest).EncryptionConfiguration, token).AsEmpty(),
        ["GetTableBucketEncryption"] = (client, input, token) => client.GetTableBucketEncryptionAsync(input.Bucket(), token).As(Contracts.GetEncryptionResponse),
        ["DeleteTableBucketEncryption"] = (client, input, token) => client.DeleteTableBucketEncryptionAsync(input.Bucket(), token).AsEmpty(),
        ["GetTableEncryption"] = (client, input, token) => client.GetTableEncryptionAsync(input.Table(), token).As(Contracts.GetEncryptionResponse),
        ["PutTableBucketStorageClass"] = (client, input, token) =>
            client.PutTableBucketStorageClassAsync(input.Bucket(), input.Read(Contracts.PutTableBucketStorageClassRequest).StorageClassConfiguration, token).AsEmpty(),
        ["GetTableBucketStorageClass"] = (client, input, token) => client.GetTableBucketStorageClassAsync(input.Bucket(), token).As(Contracts.GetStorageClassResponse),
        ["GetTableStorageClass"] = (client, input, token) => client.GetTableStorageClassAsync(input.Table(), token).As(Contracts.GetStorageClassResponse),

        ["PutTableBucketMetricsConfiguration"] = (client, input, token) => client.PutTableBucketMetricsConfigurationAsync(input.Bucket(), token).AsEmpty(),
        ["GetTableBucketMetricsConfiguration"] = (client, input, token) =>
            client.GetTableBucketMetricsConfigurationAsync(input.Bucket(), token).As(Contracts.GetTableBucketMetricsConfigurationResponse),
        ["DeleteTableBucketMetricsConfiguration"] = (client, input, token) => client.DeleteTableBucketMetricsConfigurationAsync(input.Bucket(), token).AsEmpty(),

        ["PutTableBucketReplication"] = (client, input, token) => client
            .PutTableBucketReplicationAsync(input.Bucket(), input.Read(Contracts.PutReplicationRequest).Configuration, input.TextOrNull("versionToken"), token)
            .As(Contracts.PutReplicationResponse),
        ["GetTableBucketReplication"] = (client, input, token) => client.GetTableBucketReplicationAsync(input.Bucket(), token).As(Contracts.GetReplicationResponse),
        ["DeleteTableBucketReplication"] = (client, input, token) =>
            client.DeleteTableBucketReplicationAsync(input.Bucket(), input.TextOrNull("versionToken"), token).AsEmpty(),
        ["PutTableReplication"] = (client, input, token) => client
            .PutTableReplicationAsync(input.TableArn(), input.Read(Contracts.PutReplicationRequest).Configuration, input.TextOrNull("versionToken"), token)
            .As(Contracts.PutReplicationResponse),
        ["GetTableReplication"] = (client, input, token) => client.GetTableReplicationAsync(input.TableArn(), token).As(Contracts.GetReplicationResponse),
        ["DeleteTableReplication"] = (client, input, token) => client.DeleteTableReplicationAsync(input.TableArn(), input.Text("versionToken"), token).AsEmpty(),
        ["GetTableReplicationStatus"] = (client, input, token) =>
            client.GetTableReplicationStatusAsync(input.TableArn(), token).As(Contracts.GetTableReplicationStatusResponse),

        ["PutTableRecordExpirationConfiguration"] = (client, input, token) => client
            .PutTableRecordExpirationConfigurationAsync(input.TableArn(), input.Read(Contracts.PutTableRecordExpirationConfigurationRequest).Value, token).AsEmpty(),
        ["GetTableRecordExpirationConfiguration"] = (client, input, token) =>
            client.GetTableRecordExpirationConfigurationAsync(input.TableArn(), token).As(Contracts.GetTableRecordExpirationConfigurationResponse),
        ["GetTableRecordExpirationJobStatus"] = (client, input, token) =>
            client.GetTableRecordExpirationJobStatusAsync(input.TableArn(), token).As(Contracts.GetTableRecordExpirationJobStatusResponse),

        ["TagResource"] = (client, input, token) => client.TagResourceAsync(input.Text("resourceArn"), input.Map("tags"), token).AsEmpty(),
        ["UntagResource"] = (client, input, token) => client.UntagResourceAsync(input.Text("resourceArn"), input.Texts("tagKeys"), token).AsEmpty(),
        ["ListTagsForResource"] = (client, input, token) => client.ListTagsForResourceAsync(input.Text("resourceArn"), token).As(Contracts.ListTagsForResourceResponse),
    };
}
