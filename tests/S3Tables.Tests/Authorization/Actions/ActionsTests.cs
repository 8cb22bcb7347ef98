using Floe.S3Tables.Authorization.Actions;
using Floe.S3Tables.Authorization.Requests;

namespace Floe.S3Tables.Tests.Authorization.Actions;

public sealed class ActionsTests
{
    [Theory]
    [InlineData("GetTableBucket", ActionTarget.TableBucket)]
    [InlineData("CreateNamespace", ActionTarget.TableBucket)]
    [InlineData("CreateTable", ActionTarget.TableBucket)]
    [InlineData("ListTables", ActionTarget.TableBucket)]
    [InlineData("GetTable", ActionTarget.Table)]
    [InlineData("RenameTable", ActionTarget.Table)]
    [InlineData("GetTableReplicationStatus", ActionTarget.Table)]
    [InlineData("TagResource", ActionTarget.Addressed)]
    public void An_operation_needs_the_action_of_its_name(string operation, ActionTarget on) =>
        Assert.Equal([new RequiredAction($"s3tables:{operation}", on)], TablesActions.For(operation, RequestDetails.None));

    [Fact]
    public void There_are_49_operations_and_four_more_actions() => Assert.Equal(53, TablesActions.All.Distinct().Count());

    [Fact]
    public void What_a_creator_states_is_a_permission_of_its_own()
    {
        var details = new RequestDetails { SseAlgorithm = "AES256", StorageClass = "STANDARD", Tags = new Dictionary<string, string> { ["a"] = "b" } };

        Assert.Equal(
            [
                new("s3tables:CreateTable", ActionTarget.TableBucket), new("s3tables:PutTableEncryption", ActionTarget.Table),
                new("s3tables:PutTableStorageClass", ActionTarget.Table), new("s3tables:TagResource", ActionTarget.Table),
            ],
            TablesActions.For("CreateTable", details));
        Assert.Equal(
            [
                "s3tables:CreateTableBucket", "s3tables:PutTableBucketEncryption", "s3tables:PutTableBucketStorageClass", "s3tables:TagResource",
            ],
            TablesActions.For("CreateTableBucket", details).Select(required => required.Action));
    }

    [Fact]
    public void Replication_needs_the_right_to_pass_its_role() => Assert.Equal(
        [new("s3tables:PutTableReplication", ActionTarget.Table), new("iam:PassRole", ActionTarget.Role)],
        TablesActions.For("PutTableReplication", new RequestDetails { RoleArn = "arn:aws:iam::111122223333:role/r" }));

    [Theory]
    [InlineData("getConfig", "GetTableBucket")]
    [InlineData("listNamespaces", "ListNamespaces")]
    [InlineData("createNamespace", "CreateNamespace")]
    [InlineData("loadNamespaceMetadata", "GetNamespace")]
    [InlineData("namespaceExists", "GetNamespace")]
    [InlineData("dropNamespace", "DeleteNamespace")]
    [InlineData("listTables", "ListTables")]
    [InlineData("createTable", "CreateTable PutTableData")]
    [InlineData("loadTable", "GetTableMetadataLocation GetTableData")]
    [InlineData("tableExists", "GetTable")]
    [InlineData("updateTable", "UpdateTableMetadataLocation PutTableData GetTableData")]
    [InlineData("dropTable", "DeleteTable")]
    [InlineData("renameTable", "RenameTable")]
    public void The_REST_operations_need_what_AWS_says(string operation, string actions) =>
        Assert.Equal(actions.Split(' ').Select(action => $"s3tables:{action}"), IcebergActions.For(operation).Select(required => required.Action));

    [Fact]
    public void Every_action_of_a_REST_operation_exists() =>
        Assert.All(IcebergActions.Operations.SelectMany(IcebergActions.For), required => Assert.Contains(required.Action, TablesActions.All));

    [Theory]
    [InlineData("GetObject", "GetTableData")]
    [InlineData("HeadObject", "GetTableData")]
    [InlineData("ListParts", "GetTableData")]
    [InlineData("PutObject", "PutTableData")]
    [InlineData("CreateMultipartUpload", "PutTableData")]
    [InlineData("UploadPart", "PutTableData")]
    [InlineData("CompleteMultipartUpload", "PutTableData")]
    [InlineData("AbortMultipartUpload", "PutTableData")]
    public void The_eight_operations_of_a_warehouse_bucket_need_the_data_actions(string operation, string action) =>
        Assert.Equal(new RequiredAction($"s3tables:{action}", ActionTarget.Table), WarehouseActions.For(operation));

    [Fact]
    public void What_does_not_exist_has_no_action()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TablesActions.For("GetObject", RequestDetails.None));
        Assert.Throws<ArgumentOutOfRangeException>(() => IcebergActions.For("createView"));
        Assert.Throws<ArgumentOutOfRangeException>(() => WarehouseActions.For("DeleteObject"));
    }

    [Theory]
    [InlineData("ListObjectsV2", false, "s3:ListBucket", ActionTarget.Bucket)]
    [InlineData("HeadObject", true, "s3:GetObject", ActionTarget.Object)]
    [InlineData("UploadPart", true, "s3:PutObject", ActionTarget.Object)]
    [InlineData("ListBuckets", false, "s3:ListAllMyBuckets", ActionTarget.AllBuckets)]
    [InlineData("PutBucketPolicy", false, "s3:PutBucketPolicy", ActionTarget.Bucket)]
    [InlineData("RestoreObject", true, "s3:RestoreObject", ActionTarget.Object)]
    public void S3_operations_need_S3_actions(string operation, bool isOfObject, string action, ActionTarget on) =>
        Assert.Equal(new RequiredAction(action, on), S3Actions.For(operation, isOfObject));
}
