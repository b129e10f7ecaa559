import { type Language, words } from "./language.js";

export const portuguese: Language = {
  code: "pt",
  function: words(
    "o a os as de do da dos das e em que um uma por com para se no na nos nas ao não mais foi é como pelo pela",
  ),
  firstPerson: words("eu meu minha meus minhas me mim nós nosso nossa nossos nossas estou tenho"),
  reports: words(
    "lembrou celebrou questionou ironizou rebateu defendeu cobrou parabenizou concluiu  escreveu escreve disse diz declarou declara afirmou afirma acrescentou acrescenta anunciou " +
      "anuncia respondeu responde comentou comenta alertou alerta pediu pede lamentou lamenta " +
      "condenou condena denunciou denuncia insistiu insiste explicou explica destacou destaca reagiu " +
      "reage expressou expressa criticou critica saudou agradeceu agradece garantiu garante ressaltou " +
      "publicou publica compartilhou partilhou compartilha indicou indica deplorou deplora apelou postou posta",
  ),
  posts: words("tuitou tuíta tuitava twittou tweetou"),
  on: words("no na em via pelo pela nas"),
  post: words("tuíte tuítes tweet tweets post posts publicação postagem"),
  titles: words(
    "presidente presidenta ministro ministra primeiro primeira senador senadora deputado deputada " +
      "prefeito prefeita rei rainha papa general coronel sr. sra. dr. dra. embaixador embaixadora " +
      "porta-voz jornalista ativista governador governadora o a os as",
  ),
  articles: words("o a os as um uma"),
  prepositions: words("de do da dos das a ao por pelo pela para com em contra segundo sobre"),
  openers: words(
    "ele ela eles elas você vocês segundo conforme quando como que quem onde após antes desde se mas e ou assim então ontem hoje além",
  ),
  between: words("tem têm tinha também depois já se ainda logo"),
  about: words("sobre acerca"),
  subordinators: words("quando enquanto depois antes após embora porque como"),
  elsewhere: words(
    "entrevista vídeo discurso livro carta conferência coletiva programa podcast rádio audiência coluna filme canção filmagem gravação transmissão live ligação telefonema áudio artigo tribunal",
  ),
  inscriptions: words(
    "cartaz cartazes faixa faixas placa placas letreiro lema etiqueta camiseta intitulado intitulada intitulados chamada chamado",
  ),
  writes: words("escreveu escreve escrevia escrever escrevendo"),
  clauses: words("que quem"),
  publishes: words("postou posta"),
  credits: words("segundo"),
  account: words(
    "sua seu suas conta perfil página canal plataforma rede social oficial pessoal própria usuário usuária antigo de do através",
  ),
  dated: words("o a este esta nesta neste desta deste passada passado de do dia noite manhã"),
  by: words("de do da"),
  networks: ["redes sociais", "rede social"],
  inverts: true,
  nouns: false,
};
