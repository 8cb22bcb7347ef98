using System.Text.RegularExpressions;
using Floe.S3Tables.Catalog;
using Floe.S3Tables.Client.Contracts;
using Floe.S3Tables.Storage;

namespace Floe.S3Tables.TablesApi;

/// <summary>Encryption is recorded and reported: a table keeps what its table bucket said when it was created. Files are stored as they come.</summary>
public sealed partial class EncryptionOperations(Database database)
{
    private const string Aes = "AES256";
    private const string Kms = "aws:kms";

    /// <summary>What AWS does where nothing is configured.</summary>
    private static readonly EncryptionConfiguration Default = new(Aes);

    public static void Check(EncryptionConfiguration configuration)
    {
        const string Field = "encryptionConfiguration";
        new Constraints()
            .Required(configuration.SseAlgorithm, $"{Field}.sseAlgorithm").OneOf(configuration.SseAlgorithm, $"{Field}.sseAlgorithm", Aes, Kms)
            .Length(configuration.KmsKeyArn, $"{Field}.kmsKeyArn", 1, 2048)
            .Pattern(configuration.KmsKeyArn, $"{Field}.kmsKeyArn", KeyForm(), "(arn:aws[-a-z0-9]*:kms:[-a-z0-9]*:[0-9]{12}:key/.+)")
            .Check();
        if (configuration is { SseAlgorithm: Aes, KmsKeyArn: not null })
            throw CatalogException.Invalid($"{Field}.kmsKeyArn is only for sseAlgorithm {Kms}; with {Aes} leave it out.");
        if (configuration is { SseAlgorithm: Kms, KmsKeyArn: null })
            throw CatalogException.Invalid($"{Field}.kmsKeyArn is required with sseAlgorithm {Kms}.");
    }

    public async Task<ApiResult> PutBucketAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var bucket = Resources.BucketOfPath(request);
        var body = await request.ReadBodyAsync(ContractsJson.Default.PutTableBucketEncryptionRequest, cancellationToken);
        new Constraints().Required(body.EncryptionConfiguration, "encryptionConfiguration").Check();
        Check(body.EncryptionConfiguration);
        await database.WriteAsync(connection => SettingStore.Put(
            connection, bucket(connection), SettingKind.Encryption, body.EncryptionConfiguration, ContractsJson.Default.EncryptionConfiguration));
        return ApiResult.Empty;
    }

    public Task<ApiResult> GetBucketAsync(ApiRequest request, CancellationToken cancellationToken) => Get(Resources.BucketOfPath(request));

    public async Task<ApiResult> DeleteBucketAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var bucket = Resources.BucketOfPath(request);
        await database.WriteAsync(connection => SettingStore.Delete(connection, bucket(connection), SettingKind.Encryption));
        return ApiResult.NoContent;
    }

    public Task<ApiResult> GetTableAsync(ApiRequest request, CancellationToken cancellationToken) => Get(Resources.TableOfPath(request));

    private Task<ApiResult> Get(Resource resource)
    {
        var found = database.Read(connection =>
            SettingStore.Find(connection, resource(connection), SettingKind.Encryption, ContractsJson.Default.EncryptionConfiguration));
        return Task.FromResult(ApiResult.Ok(new(found ?? Default), ContractsJson.Default.GetEncryptionResponse));
    }

    [GeneratedRegex(@"^arn:aws[-a-z0-9]*:kms:[-a-z0-9]*:[0-9]{12}:key/.+\z")]
    private static partial Regex KeyForm();
}
