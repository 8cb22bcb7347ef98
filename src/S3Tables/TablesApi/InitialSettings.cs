using Floe.S3Tables.Catalog;
using Floe.S3Tables.Client.Contracts;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.TablesApi;

/// <summary>The settings that CreateTableBucket and CreateTable take along.</summary>
internal static class InitialSettings
{
    public static void Check(EncryptionConfiguration? encryption, StorageClassConfiguration? storageClass, IReadOnlyDictionary<string, string>? tags)
    {
        if (encryption is not null) EncryptionOperations.Check(encryption);
        if (storageClass is not null) StorageClassOperations.Check(storageClass);
        if (tags is not null) TagStore.Check(tags);
    }

    public static void Put(
        SqliteConnection connection,
        string ownerId,
        EncryptionConfiguration? encryption,
        StorageClassConfiguration? storageClass,
        IReadOnlyDictionary<string, string>? tags)
    {
        if (encryption is not null)
            SettingStore.Put(connection, ownerId, SettingKind.Encryption, encryption, ContractsJson.Default.EncryptionConfiguration);
        if (storageClass is not null)
            SettingStore.Put(connection, ownerId, SettingKind.StorageClass, storageClass, ContractsJson.Default.StorageClassConfiguration);
        if (tags is not null) TagStore.Put(connection, ownerId, tags);
    }
}
